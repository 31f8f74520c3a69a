package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Json;
import dev.evenstep.local.template.language.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The asset manifest that the CDK writes beside a stack's template ({@code Shop.assets.json} beside
 * {@code Shop.template.json}): what is uploaded under which key. It tells where code is when an app was synthesised
 * without the CDK's command, which leaves the asset's path out of the template.
 */
final class CdkAssets {

    private static final String ENDING = ".template.json";

    private final Path template;

    CdkAssets(Path template) {
        this.template = template.toAbsolutePath();
    }

    /** The staged file, relative to the template. */
    Optional<String> byObjectKey(String key) {
        var name = template.getFileName().toString();
        if (key.isEmpty() || !name.endsWith(ENDING)) {
            return Optional.empty();
        }
        var manifest = template.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ".assets.json");
        try {
            return Files.exists(manifest)
                    ? Json.parse(Files.readString(manifest), 1).flatMap(root -> find(root, key))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> find(Node manifest, String key) {
        return step(manifest, "files")
                .flatMap(files -> files.entries().values().stream()
                        .filter(file -> isUploadedAs(file, key))
                        .flatMap(file -> step(file, "source").stream())
                        .map(source -> source.get("path"))
                        .filter(Node.Scalar.class::isInstance)
                        .map(path -> ((Node.Scalar) path).text())
                        .findFirst());
    }

    private static boolean isUploadedAs(Node file, String key) {
        return step(file, "destinations").stream()
                .flatMap(destinations -> destinations.entries().values().stream())
                .anyMatch(destination -> destination instanceof Node.Mapping mapping
                        && mapping.get("objectKey") instanceof Node.Scalar found
                        && found.text().equals(key));
    }

    private static Optional<Node.Mapping> step(Node node, String key) {
        return node instanceof Node.Mapping mapping && mapping.get(key) instanceof Node.Mapping found
                ? Optional.of(found)
                : Optional.empty();
    }
}
