package dev.evenstep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A file to send, whatever it holds: even what no consumer could read. Samples lie in folders {@code <source>/<type>/}
 * below a {@code targets.properties}, which says where a source sends.
 *
 * @param source the envelope's, or else the sample's folder's; empty where there is neither
 * @param type the envelope's, or else the sample's folder's; empty where there is neither
 * @param json what it holds; missing where that is no JSON
 * @param target where its source sends; null: nothing says so
 */
record Payload(
        Path file,
        String source,
        String type,
        String body,
        JsonNode json,
        @Nullable String target) {

    private static final String TARGETS = "targets.properties";

    static Payload read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        String body = Files.readString(file);
        JsonNode json = parsed(body);
        Path absolute = file.toAbsolutePath().normalize();
        Path samples = samples(absolute);
        String source = json.path("source").asText("");
        String type = json.path("type").asText("");
        if ((source.isBlank() || type.isBlank()) && samples != null) {
            Path names = samples.relativize(absolute);
            source = names.getNameCount() < 3 ? "" : names.getName(0).toString();
            type = names.getNameCount() < 3 ? "" : names.getName(1).toString();
        }
        return new Payload(file, source, type, body, json, target(samples, source));
    }

    private static JsonNode parsed(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException none) {
            return MissingNode.getInstance();
        }
    }

    /** The nearest folder above that has targets; null: none has. */
    private static @Nullable Path samples(Path file) {
        for (Path at = file.getParent(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(TARGETS))) {
                return at;
            }
        }
        return null;
    }

    private static @Nullable String target(@Nullable Path samples, String source) throws IOException {
        if (samples == null) {
            return null;
        }
        Properties targets = new Properties();
        try (Reader reader = Files.newBufferedReader(samples.resolve(TARGETS))) {
            targets.load(reader);
        }
        return targets.getProperty(source);
    }
}
