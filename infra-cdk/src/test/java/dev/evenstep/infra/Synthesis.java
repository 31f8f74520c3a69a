package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What the app is synthesised to, by the command and with the context of {@code cdk.json}, as the CDK's own command does
 * it; once for all tests.
 *
 * @param folder the cloud assembly
 */
record Synthesis(Path folder) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    Path template() {
        return folder.resolve("shop.template.json");
    }

    /** The template with a text changed wherever it stands, in a folder of its own. */
    Path changed(String text, String into, Path elsewhere) throws IOException {
        var template = Files.readString(template());
        if (!template.contains(text)) {
            throw new IllegalArgumentException("nothing to change: there is no " + text + " in the template");
        }
        Files.copy(folder.resolve("shop.assets.json"), elsewhere.resolve("shop.assets.json"));
        return Files.writeString(elsewhere.resolve("shop.template.json"), template.replace(text, into));
    }

    static JsonNode settings() throws IOException {
        return JSON.readTree(Repository.MODULE.resolve("cdk.json").toFile());
    }

    private static Synthesis run() {
        try {
            var folder = Files.createTempDirectory("cdk-out");
            var settings = settings();
            var result = Command.run(
                    Repository.MODULE,
                    Map.of(
                            "CDK_OUTDIR",
                            folder.toString(),
                            "CDK_CONTEXT_JSON",
                            settings.path("context").toString()),
                    settings.path("app").asText());
            if (result.exitCode() != 0) {
                throw new IllegalStateException("the app ended with " + result.exitCode() + ":\n" + result.output());
            }
            return new Synthesis(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Gives it to tests as a parameter. */
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Synthesis.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Synthesis.class))
                    .computeIfAbsent(Synthesis.class, key -> run(), Synthesis.class);
        }
    }
}
