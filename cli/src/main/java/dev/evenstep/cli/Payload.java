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
 * A file to send, whatever it holds: even what no consumer could read.
 *
 * @param source the envelope's, or else the folder of its folder; empty where there is neither
 * @param type the envelope's, or else its folder; empty where there is neither
 * @param json what it holds; missing where that is no JSON
 */
record Payload(Path file, String source, String type, String body, JsonNode json) {

    private static final String TARGETS = "targets.properties";

    static Payload read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        String body = Files.readString(file);
        JsonNode json = parsed(body);
        String source = json.path("source").asText("");
        String type = json.path("type").asText("");
        return source.isBlank() || type.isBlank()
                ? new Payload(file, folder(file, 3), folder(file, 2), body, json)
                : new Payload(file, source, type, body, json);
    }

    private static JsonNode parsed(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException none) {
            return MissingNode.getInstance();
        }
    }

    /** @param level 2: its folder, 3: the folder of that */
    private static String folder(Path file, int level) {
        Path absolute = file.toAbsolutePath().normalize();
        int names = absolute.getNameCount();
        return names < 3 ? "" : absolute.getName(names - level).toString();
    }

    /** Where the nearest {@code targets.properties} above the file says that its source sends; null: nothing. */
    @Nullable
    String target() throws IOException {
        for (Path at = file.toAbsolutePath().normalize().getParent(); at != null; at = at.getParent()) {
            Path targets = at.resolve(TARGETS);
            if (Files.isRegularFile(targets)) {
                return properties(targets).getProperty(source);
            }
        }
        return null;
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
