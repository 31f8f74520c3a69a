package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource as it stands in the template, nothing of it resolved yet.
 *
 * @param attributes what stands beside {@code Type} and {@code Properties}: {@code Condition}, {@code Metadata}, …
 * @param implied made by SAM and not by the author, so that nobody needs to be told about it
 */
record Declaration(
        String id,
        String type,
        Node.Mapping properties,
        Map<String, Node> attributes,
        Origin origin,
        boolean implied,
        int line) {

    Declaration {
        attributes = Map.copyOf(attributes);
    }

    Declaration with(Node.Mapping changed) {
        return new Declaration(id, type, changed, attributes, origin, implied, line);
    }

    @Nullable
    String condition() {
        return attributes.get("Condition") instanceof Node.Scalar name ? name.text() : null;
    }

    boolean isSam() {
        return type.startsWith(Origin.SAM);
    }
}
