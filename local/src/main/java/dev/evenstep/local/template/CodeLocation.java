package dev.evenstep.local.template;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a function's code is: where the caller says; else where SAM's {@code CodeUri} or a plain {@code Code} points
 * to; else the asset that the CDK staged for it. All relative to the template. Whether it exists is not looked at.
 */
final class CodeLocation {

    private static final Path NOWHERE = Path.of("");

    private final Path template;
    private final Map<String, Path> given;
    private final CdkAssets assets;

    CodeLocation(Path template, TemplateOptions options) {
        this.template = template.toAbsolutePath().normalize();
        this.given = options.code();
        this.assets = new CdkAssets(this.template);
    }

    Path of(Properties function) {
        var isSam = function.declaration().isSam();
        var property = isSam ? "CodeUri" : "Code";
        var id = function.declaration().path();
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
        var path = code.get()
                .asText()
                .filter(text -> !text.startsWith("s3://"))
                .or(() -> assets.staged(
                        function.declaration(), code.get().get("S3Key").asText()));
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
}
