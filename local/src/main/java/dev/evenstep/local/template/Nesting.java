package dev.evenstep.local.template;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a template stands among those that nest it.
 *
 * @param templates all around it, the outermost first, and itself; absolute
 * @param within the logical ids of the applications around it, each with a dot behind it; empty: it is the stack's own
 */
record Nesting(List<Path> templates, String within) {

    static Nesting outermost(Path template) {
        return new Nesting(List.of(template.toAbsolutePath().normalize()), "");
    }

    Nesting inside(String application, Path template) {
        var all = Stream.concat(templates.stream(), Stream.of(template)).toList();
        return new Nesting(all, within + application + ".");
    }

    Path template() {
        return templates.getLast();
    }
}
