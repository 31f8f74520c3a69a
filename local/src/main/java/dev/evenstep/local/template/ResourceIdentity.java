package dev.evenstep.local.template;

import java.util.Map;

/**
 * What a resource is called and known by once it is created.
 *
 * @param name its physical name
 * @param ref what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives, by attribute
 * @param open whether it is of a type that is not known in detail, so that any attribute may exist
 */
record ResourceIdentity(String name, String ref, Map<String, String> attributes, boolean open) {

    ResourceIdentity {
        attributes = Map.copyOf(attributes);
    }

    static ResourceIdentity of(String name, String ref, Map<String, String> attributes) {
        return new ResourceIdentity(name, ref, attributes, false);
    }

    /** The attribute of this name, or no text at all. */
    String arn() {
        return attributes.getOrDefault("Arn", "");
    }
}
