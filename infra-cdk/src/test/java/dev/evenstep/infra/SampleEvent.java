package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A sample of an event, as it would be put on the bus: its folders say source and type. */
record SampleEvent(String source, String type, Path file, JsonNode detail) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> COMMANDS = List.of("shop-web", "shop-migration");

    private static final Path FOLDER = Repository.ROOT.resolve("events-samples");

    /** Those of commands go to a queue and never see the bus. */
    static List<SampleEvent> all() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".schema.json"))
                    .filter(file -> COMMANDS.stream().noneMatch(source -> file.startsWith(FOLDER.resolve(source))))
                    .sorted()
                    .map(SampleEvent::read)
                    .toList();
        }
    }

    private static SampleEvent read(Path file) {
        try {
            var name = FOLDER.relativize(file);
            return new SampleEvent(
                    name.getName(0).toString(), name.getName(1).toString(), name, JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SampleEvent without(String source, String type) {
        return new SampleEvent(source, type, Path.of(""), JSON.createObjectNode());
    }

    /** {@code shop/OrderPlaced}. */
    String name() {
        return source + "/" + type;
    }

    /** And not of its fulfilment, whose stream has a name of its own. */
    boolean isOfAnOrder() {
        return detail.has("entityversion") && detail.path("subject").asText().startsWith("order-");
    }

    /** As rules see it. */
    String onTheBus() throws IOException {
        return JSON.writeValueAsString(Map.of(
                "version", "0",
                "id", "1",
                "source", source,
                "detail-type", type,
                "account", "000000000000",
                "time", "2026-11-21T10:00:00Z",
                "region", "us-east-1",
                "resources", List.of(),
                "detail", detail));
    }
}
