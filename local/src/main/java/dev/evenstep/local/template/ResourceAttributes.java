package dev.evenstep.local.template;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What stands beside a resource's {@code Type} and {@code Properties}. */
final class ResourceAttributes {

    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "DeletionPolicy", "a local stack leaves nothing behind but its data folder",
            "UpdateReplacePolicy", "a local stack is never updated",
            "UpdatePolicy", "a local stack is never updated",
            "CreationPolicy", "local resources are there at once",
            "Connectors", "permissions are not enforced locally");

    /** These have their effect, or none anywhere. */
    private static final Set<String> SILENT =
            Set.of("Type", "Properties", "Condition", "DependsOn", "Metadata", "IgnoreGlobals", "Version");

    private ResourceAttributes() {}

    static void read(Declaration declaration, Catalog catalog, Draft draft) {
        var unknown = "is no attribute of a resource; it belongs under Properties, or nowhere";
        declaration.written().entries().keySet().stream()
                .filter(name -> !SILENT.contains(name))
                .sorted()
                .forEach(name -> draft.leave(declaration.origin(), name, WITHOUT_EFFECT.getOrDefault(name, unknown)));
        var dependencies = declaration.written().get("DependsOn");
        Stream.concat(Stream.of(dependencies), dependencies.items().stream())
                .flatMap(dependency -> dependency.asText().stream())
                .forEach(id -> catalog.connect(declaration.id(), id));
    }
}
