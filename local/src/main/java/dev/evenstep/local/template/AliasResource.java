package dev.evenstep.local.template;

import java.util.Map;

/** {@code AWS::Lambda::Alias}: {@code Ref} gives its ARN; locally it leads to the function. */
final class AliasResource implements ResourceType {

    @Override
    public ResourceIdentity identify(Properties alias, ResourceNames names) {
        var name = alias.text("Name", "");
        var function = FunctionReference.nameIn(alias.text("FunctionName", ""));
        var arn = names.arn("lambda", "function:" + function + ":" + name);
        return ResourceIdentity.of(name, arn, Map.of("AliasArn", arn));
    }

    @Override
    public void define(Properties alias, ResourceIdentity identity, StackBuilder builder) {
        var name = alias.demand("Name");
        if (alias.has("Name") && (!name.matches("[A-Za-z0-9_-]{1,128}") || name.matches("\\d+"))) {
            alias.problem("Name", "is " + name + "; must be letters, digits, hyphens, underscores, not digits only");
        }
        alias.demand("FunctionVersion");
        builder.calls.addAlias(FunctionReference.nameIn(alias.demand("FunctionName")), name);
    }
}
