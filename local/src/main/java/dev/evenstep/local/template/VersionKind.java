package dev.evenstep.local.template;

import java.util.Map;

/** {@code AWS::Lambda::Version}: locally a function has the one version 1. */
final class VersionKind implements Kind {

    private static final PropertyTable PROPERTIES = PropertyTable.empty()
            .honours("FunctionName")
            .leaves("a local function is started when it is called", "ProvisionedConcurrencyConfig")
            .leaves("local functions run in JVMs of this machine", "RuntimePolicy", "FunctionScalingConfig")
            .leaves(Why.CODE_CHECKS, "CodeSha256")
            .leaves(Why.DESCRIPTION, "Description");

    @Override
    public PropertyTable properties() {
        return PROPERTIES;
    }

    @Override
    public Identity identify(Glance glance) {
        var function = glance.text("FunctionName").flatMap(FunctionReference::of);
        var arn = glance.arns().function(function.map(FunctionReference::name).orElse("")) + ":1";
        return Identity.of(arn, arn, Map.of("Version", "1", "FunctionArn", arn));
    }

    @Override
    public void define(Properties version, Identity identity, Draft draft) {
        version.demand("FunctionName");
    }
}
