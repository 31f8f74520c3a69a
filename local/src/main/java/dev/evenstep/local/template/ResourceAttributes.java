package dev.evenstep.local.template;

import java.util.Set;
import java.util.stream.Stream;

/** What stands beside a resource's {@code Type} and {@code Properties}. */
final class ResourceAttributes {

    /** These have their effect, or none anywhere. */
    private static final Set<String> SILENT =
            Set.of("Type", "Properties", "Condition", "DependsOn", "Metadata", "IgnoreGlobals", "Version");

    private ResourceAttributes() {}

    static void read(Declaration declaration, Catalog catalog, StackBuilder builder) {
        declaration.written().entries().keySet().stream()
                .filter(name -> !SILENT.contains(name))
                .forEach(name -> builder.leave(declaration.origin(), name, IgnoredSettings.ofAttribute(name)));
        var dependencies = declaration.written().get("DependsOn");
        Stream.concat(Stream.of(dependencies), dependencies.items().stream())
                .flatMap(dependency -> dependency.asText().stream())
                .forEach(id -> catalog.connect(declaration.id(), id));
    }
}
