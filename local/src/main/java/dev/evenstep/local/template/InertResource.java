package dev.evenstep.local.template;

import java.util.Locale;
import java.util.Map;

/**
 * A type whose resources have no effect locally: they are named, and what refers to them gets a name or an ARN of the
 * right shape.
 *
 * @param why what that means for the local run
 * @param nameProperty what holds the name; empty: nothing does
 * @param arnShape what follows {@code arn:<partition>:}, with {@code {name}}, {@code {region}} and {@code {account}};
 *     empty: of the usual shape
 * @param refIsArn whether {@code Ref} gives the ARN and not the name
 */
record InertResource(String type, String why, String nameProperty, String arnShape, boolean refIsArn)
        implements ResourceType {

    @Override
    public ResourceIdentity identify(Properties resource, ResourceNames names) {
        var name = nameProperty.isEmpty() ? names.generated(resource, 255) : names.name(resource, nameProperty, 255);
        var service = type.replaceAll("^[^:]*::|::.*$", "").toLowerCase(Locale.ROOT);
        var arn = arnShape.isEmpty() ? names.arn(service, name) : names.shaped(arnShape, name);
        return new ResourceIdentity(name, refIsArn ? arn : name, Map.of("Arn", arn, "Name", name), true);
    }

    @Override
    public void define(Properties resource, ResourceIdentity identity, StackBuilder builder) {
        if (!resource.declaration().implied()) {
            resource.leave("", why);
        }
        resource.ignoreRest();
    }
}
