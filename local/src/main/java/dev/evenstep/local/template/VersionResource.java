package dev.evenstep.local.template;

import java.util.Map;

/** {@code AWS::Lambda::Version}: locally a function has the one version 1. */
final class VersionResource implements ResourceType {

    @Override
    public ResourceIdentity identify(Properties version, ResourceNames names) {
        var function = FunctionReference.nameIn(version.text("FunctionName", ""));
        var arn = names.arn("lambda", "function:" + function + ":1");
        return ResourceIdentity.of(arn, arn, Map.of("Version", "1", "FunctionArn", arn));
    }

    @Override
    public void define(Properties version, ResourceIdentity identity, StackBuilder builder) {
        version.demand("FunctionName");
    }
}
