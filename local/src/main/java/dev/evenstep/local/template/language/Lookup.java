package dev.evenstep.local.template.language;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The section {@code Mappings}: constants by two keys. */
final class Lookup {

    private final Node.Mapping maps;

    Lookup(Node.Mapping maps) {
        this.maps = maps;
    }

    static Lookup of(@Nullable Node section, Problems problems) {
        if (section == null) {
            return new Lookup(Node.Mapping.empty(0));
        }
        if (section instanceof Node.Mapping mapping) {
            return new Lookup(mapping);
        }
        problems.report(section.line(), "Mappings", "must hold maps by name");
        return new Lookup(Node.Mapping.empty(section.line()));
    }

    /** Constants only: there are no functions in this section. */
    Optional<Node> find(String map, String first, String second) {
        return step(maps, map)
                .flatMap(found -> step(found, first))
                .flatMap(found -> step(found, second))
                .filter(Lookup::isConstant);
    }

    private static boolean isConstant(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> true;
            case Node.Sequence list -> list.items().stream().allMatch(Node.Scalar.class::isInstance);
            case Node.Mapping mapping -> false;
            case Node.Absent absent -> false;
            case Node.Broken broken -> false;
        };
    }

    private static Optional<Node> step(Node from, String key) {
        return from instanceof Node.Mapping mapping ? Optional.ofNullable(mapping.get(key)) : Optional.empty();
    }
}
