package dev.evenstep.local.template.language;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code Ref} finds before it looks for a resource: parameters and pseudo parameters.
 *
 * @param elsewhere parameters whose value AWS would look up in its Parameter Store; missed only where they are used
 */
public record RefValues(Map<String, Node> values, Set<String> elsewhere) {

    public RefValues {
        values = Map.copyOf(values);
        elsewhere = Set.copyOf(elsewhere);
    }

    Optional<Node> find(String name, Node at, ValueLocation location, Problems problems) {
        if (!elsewhere.contains(name)) {
            return Optional.ofNullable(values.get(name)).map(value -> usedAt(at, value));
        }
        var missing = "uses the parameter " + name + ", which AWS looks up in its SSM Parameter Store; there is none"
                + " here: give the value itself, " + name + "=<value>";
        return Optional.of(
                switch (location.purpose()) {
                    case MENTION -> Node.Scalar.unknown(name, at.line());
                    case VALUE -> problems.broken(at, location.where(), missing);
                });
    }

    /** A wrong value is looked for where it is used. */
    private static Node usedAt(Node at, Node value) {
        return value.asText()
                .<Node>map(text -> Node.Scalar.text(text, at.line()))
                .orElse(value);
    }
}
