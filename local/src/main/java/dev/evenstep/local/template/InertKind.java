package dev.evenstep.local.template;

import java.util.Locale;
import java.util.Map;

/**
 * A type whose resources have no effect locally: they are named, and what refers to them gets a name or an ARN of the
 * right shape.
 *
 * @param type a type, or a family of types where it ends in a double colon
 * @param why what that means for the local run
 * @param nameProperty what holds the name; empty: nothing does
 * @param arnShape the ARN with {@code {name}}, {@code {region}}, {@code {account}} and {@code {partition}}; empty: of
 *     the usual shape
 * @param refIsArn whether {@code Ref} gives the ARN and not the name
 */
record InertKind(String type, String why, String nameProperty, String arnShape, boolean refIsArn) implements Kind {

    static InertKind of(String type, String why) {
        return new InertKind(type, why, "", "", false);
    }

    static InertKind unknown(String type) {
        return of(type, Why.UNKNOWN_TYPE);
    }

    InertKind named(String property) {
        return new InertKind(type, why, property, arnShape, refIsArn);
    }

    InertKind arn(String shape) {
        return new InertKind(type, why, nameProperty, shape, refIsArn);
    }

    InertKind referredToByArn() {
        return new InertKind(type, why, nameProperty, arnShape, true);
    }

    boolean isFor(String candidate) {
        return type.endsWith("::") ? candidate.startsWith(type) : candidate.equals(type);
    }

    /** This of one type of the family. */
    InertKind of(String actualType) {
        return new InertKind(actualType, why, nameProperty, arnShape, refIsArn);
    }

    @Override
    public PropertyTable properties() {
        return PropertyTable.empty();
    }

    @Override
    public Identity identify(Glance glance) {
        var name = nameProperty.isEmpty()
                ? glance.generated(255)
                : glance.leniently().name(nameProperty, 255);
        var arn = arn(glance, name);
        return new Identity(name, refIsArn ? arn : name, Map.of("Arn", arn, "Name", name), true);
    }

    private String arn(Glance glance, String name) {
        if (arnShape.isEmpty()) {
            var parts = type.split("::", -1);
            return glance.arns().of(parts[parts.length > 1 ? 1 : 0].toLowerCase(Locale.ROOT), name);
        }
        return arnShape.replace("{name}", name)
                .replace("{region}", glance.options().region())
                .replace("{account}", glance.options().accountId())
                .replace("{partition}", glance.options().partition());
    }
}
