package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Json;
import dev.evenstep.local.template.language.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that the CDK staged beside a template of its own.
 *
 * @param template absolute
 */
record CdkAssets(Path template) {

    private static final String CDK = ".template.json";

    /**
     * The file that a resource was given, relative to the template. The CDK says it beside the resource, or, when an app
     * was synthesised without its command, in a manifest only.
     *
     * @param key what it is uploaded as
     */
    Optional<String> staged(Declaration resource, Optional<String> key) {
        return resource.written()
                .get("Metadata")
                .get("aws:asset:path")
                .asText()
                .or(() -> key.flatMap(this::uploadedAs));
    }

    private Optional<String> uploadedAs(String key) {
        return manifest().get("files").entries().values().stream()
                .filter(file -> file.get("destinations").entries().values().stream()
                        .flatMap(to -> to.get("objectKey").asText().stream())
                        .anyMatch(key::equals))
                .flatMap(file -> file.get("source").get("path").asText().stream())
                .findFirst();
    }

    /** {@code Shop.assets.json} beside {@code Shop.template.json}: what is uploaded under which key. */
    private Node manifest() {
        var none = Node.Mapping.empty(0);
        var name = template.getFileName().toString();
        try {
            return name.endsWith(CDK)
                    ? Json.parse(Files.readString(template.resolveSibling(name.replace(CDK, ".assets.json"))), 1)
                            .orElse(none)
                    : none;
        } catch (IOException e) {
            return none;
        }
    }
}
