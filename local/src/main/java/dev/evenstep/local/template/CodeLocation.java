package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
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

    private final Path folder;
    private final Map<String, Path> given;
    private final CdkAssets assets;

    CodeLocation(Path template, TemplateOptions options) {
        var parent = template.toAbsolutePath().normalize().getParent();
        this.folder = parent == null ? NOWHERE : parent;
        this.given = options.code();
        this.assets = new CdkAssets(template);
    }

    Path of(Properties function) {
        var named = given.get(function.declaration().id());
        if (named != null) {
            return named.toAbsolutePath().normalize();
        }
        if (function.has("InlineCode")) {
            function.problem("InlineCode", "does not go with Java; point to a jar with CodeUri");
            return NOWHERE;
        }
        var property = function.has("CodeUri") ? "CodeUri" : "Code";
        var code = function.node(property);
        if (code.isEmpty()) {
            if (!function.has(property)) {
                function.problem(
                        function.declaration().isSam() ? "CodeUri" : "Code", "is missing; point to the function's jar");
            }
            return NOWHERE;
        }
        return code.get() instanceof Node.Scalar path && !path.text().startsWith("s3://")
                ? resolve(path.text(), property, function)
                : uploaded(function, property);
    }

    private Path uploaded(Properties function, String property) {
        var key = function.node(property).orElse(null) instanceof Node.Mapping code
                        && code.get("S3Key") instanceof Node.Scalar text
                ? text.text()
                : "";
        var asset = stagedFor(function.declaration()).or(() -> assets.byObjectKey(key));
        if (asset.isPresent()) {
            return resolve(asset.get(), property, function);
        }
        var id = function.declaration().id();
        function.problem(property, "leads to no file, and there is no S3 locally; name a jar for " + id);
        return NOWHERE;
    }

    private static Optional<String> stagedFor(Declaration function) {
        return function.attributes().get("Metadata") instanceof Node.Mapping metadata
                        && metadata.get("aws:asset:path") instanceof Node.Scalar path
                ? Optional.of(path.text())
                : Optional.empty();
    }

    private Path resolve(String path, String property, Properties function) {
        try {
            return folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            function.problem(property, "is " + path + ", which is no path");
            return NOWHERE;
        }
    }
}
