package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Json;
import dev.evenstep.local.template.language.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a function's code is: where the caller says; else where SAM's {@code CodeUri} or a plain {@code Code} points
 * to; else the asset that the CDK staged for it. All relative to the template. Whether it exists is not looked at.
 */
final class CodeLocation {

    private static final Path NOWHERE = Path.of("");
    private static final String CDK = ".template.json";

    private final Path template;
    private final Map<String, Path> given;

    CodeLocation(Path template, TemplateOptions options) {
        this.template = template.toAbsolutePath().normalize();
        this.given = options.code();
    }

    Path of(Properties function) {
        var isSam = function.declaration().isSam();
        var property = isSam ? "CodeUri" : "Code";
        var id = function.declaration().id();
        var code = function.node(property);
        if (given.containsKey(id)) {
            return given.getOrDefault(id, NOWHERE).toAbsolutePath().normalize();
        }
        if (isSam && function.has("InlineCode")) {
            function.problem("InlineCode", "does not go with Java; point to a jar with CodeUri");
        } else if (!function.has(property)) {
            function.problem(property, "is missing; point to the function's jar");
        }
        if (code.isEmpty()) {
            return NOWHERE;
        }
        var path = code.get().asText().filter(text -> !text.startsWith("s3://")).or(() -> staged(function, code.get()));
        if (path.isEmpty()) {
            function.problem(property, "leads to no file, and there is no S3 locally; name a jar for " + id);
            return NOWHERE;
        }
        try {
            return template.resolveSibling(path.get()).normalize();
        } catch (InvalidPathException e) {
            function.problem(property, "is " + path.get() + ", which is no path");
            return NOWHERE;
        }
    }

    /** The CDK says it beside the function, or, when an app was synthesised without its command, in a manifest only. */
    private Optional<String> staged(Properties function, Node code) {
        var metadata = function.declaration().written().get("Metadata");
        return metadata.get("aws:asset:path").asText().or(() -> {
            var key = code.get("S3Key").asText();
            return manifest().get("files").entries().values().stream()
                    .filter(file -> key.isPresent()
                            && file.get("destinations").entries().values().stream()
                                    .anyMatch(to -> to.get("objectKey").asText().equals(key)))
                    .flatMap(file -> file.get("source").get("path").asText().stream())
                    .findFirst();
        });
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
