package dev.evenstep.local.template;

import java.util.Map;

/** {@code AWS::Lambda::Version}: locally a function has the one version 1. */
final class VersionResource implements ResourceType {

    @Override
    public Identity identify(Properties version, Naming naming) {
        var function = FunctionReference.nameIn(version.text("FunctionName", ""));
        var arn = naming.arn("lambda", "function:" + function + ":1");
        return Identity.of(arn, arn, Map.of("Version", "1", "FunctionArn", arn));
    }

    @Override
    public void define(Properties version, Identity identity, Draft draft) {
        version.demand("FunctionName");
    }
}
