package dev.evenstep.local.template;

import java.util.Map;

/** {@code AWS::Lambda::Alias}: {@code Ref} gives its ARN; locally it leads to the function. */
final class AliasKind implements Kind {

    private static final PropertyTable PROPERTIES = PropertyTable.empty()
            .honours("Name", "FunctionName", "FunctionVersion")
            .leaves("a local alias always leads to the only version there is", "RoutingConfig")
            .leaves("a local function is started when it is called", "ProvisionedConcurrencyConfig")
            .leaves(Why.DESCRIPTION, "Description");

    @Override
    public PropertyTable properties() {
        return PROPERTIES;
    }

    @Override
    public Identity identify(Glance glance) {
        var function = glance.text("FunctionName").flatMap(FunctionReference::of);
        var name = glance.text("Name").orElse("");
        var arn = glance.arns().function(function.map(FunctionReference::name).orElse("")) + ":" + name;
        return Identity.of(name, arn, Map.of("AliasArn", arn));
    }

    @Override
    public void define(Properties alias, Identity identity, Draft draft) {
        var name = alias.demand("Name");
        if (alias.has("Name") && (!name.matches("[A-Za-z0-9_-]{1,128}") || name.matches("\\d+"))) {
            alias.problem("Name", "is " + name + "; must be letters, digits, hyphens, underscores, not digits only");
        }
        alias.demand("FunctionVersion");
        var function = alias.demand("FunctionName");
        FunctionReference.of(function).ifPresent(reference -> draft.addAlias(reference.name(), name));
    }
}
