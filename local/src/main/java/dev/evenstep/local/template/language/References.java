package dev.evenstep.local.template.language;

import org.jspecify.annotations.Nullable;

/** What {@code Ref} and {@code Fn::GetAtt} of a resource stand for. Whoever cannot answer reports it. */
@FunctionalInterface
public interface References {

    /**
     * The value of {@code Ref}, or of an attribute.
     *
     * @param name a logical id, or one with a SAM suffix such as {@code MyFunction.Alias}; with {@code attribute} what
     *     stands before the first dot
     * @param attribute what stands behind it; null: {@code Ref}
     */
    Node find(String name, @Nullable String attribute, Node at, ValueLocation location);
}
