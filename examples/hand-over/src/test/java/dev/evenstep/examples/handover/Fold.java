package dev.evenstep.examples.handover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the jobs must answer, computed in one pass over the same records, with neither our codec nor a processor.
 *
 * @param revenue cents by currency and hour
 * @param status type by order
 * @param unreadable how many records
 */
public record Fold(Map<String, Long> revenue, Map<String, String> status, int unreadable) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SAMPLES = Path.of("../../events-samples");
    private static final Set<String> CHANGES = Set.of("OrderConfirmed", "OrderCancelled");

    /** A record as a topic has it. */
    public record TopicRecord(String key, String value) {}

    /**
     * Every sample of every version three times, orders of several hours beside them, in an order that the seed gives; among
     * them what is malformed, of unknown types and of unknown versions.
     */
    public static List<TopicRecord> records(long seed) throws IOException {
        List<TopicRecord> records = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("v\\d+-.*\\.json"))
                    .sorted()
                    .toList()) {
                records.add(record(Files.readString(file)));
            }
        }
        for (int i = 0; i < 100; i++) {
            records.add(record(made(i)));
        }
        List<TopicRecord> all = new ArrayList<>();
        for (int times = 0; times < 3; times++) {
            all.addAll(records);
        }
        Collections.shuffle(all, new Random(seed));
        return all;
    }

    private static String made(int i) {
        Instant time = Instant.parse("2026-11-21T08:00:00Z").plus(i * 7L, ChronoUnit.MINUTES);
        int version = 1 + i % 2;
        String data =
                version == 1 ? "\"total\":%d.5".formatted(i) : "\"totalCents\":%d,\"currency\":\"CHF\"".formatted(i);
        return """
                {"specversion":"1.0","id":"made-%d","source":"test","type":"OrderPlaced","time":"%s","subject":"made-%d",\
                "schemaversion":%d,"entityversion":1,"data":{"orderId":"made-%d","customerId":"c","lines":[],%s}}""".formatted(i, time, i, version, i, data);
    }

    private static TopicRecord record(String text) {
        String key = "none";
        try {
            JsonNode event = JSON.readTree(text);
            key = event.path("subject").asText(event.path("id").asText("none"));
        } catch (JsonProcessingException malformed) {
            // It has no key that anybody knows.
        }
        return new TopicRecord(key, text);
    }

    public static Fold of(List<TopicRecord> records) {
        Map<String, Long> revenue = new TreeMap<>();
        Map<String, String> status = new TreeMap<>();
        Map<String, Integer> versions = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        int unreadable = 0;
        for (TopicRecord record : records) {
            JsonNode event = tree(record);
            String type = event.path("type").asText();
            int schema = event.path("schemaversion").asInt(1);
            boolean placed = type.equals("OrderPlaced") && schema <= 2;
            if (!placed && !(CHANGES.contains(type) && schema == 1)) {
                unreadable++;
                continue;
            }
            if (!seen.add(event.path("source").asText() + "#" + event.path("id").asText())) {
                continue;
            }
            if (placed) {
                Instant hour = Instant.parse(event.path("time").asText()).truncatedTo(ChronoUnit.HOURS);
                JsonNode data = event.path("data");
                long cents = schema == 1
                        ? Math.round(data.path("total").asDouble() * 100)
                        : data.path("totalCents").asLong();
                revenue.merge(data.path("currency").asText("EUR") + " " + hour, cents, Long::sum);
            }
            String order = event.path("subject").asText();
            int version = event.path("entityversion").asInt();
            if (versions.getOrDefault(order, 0) < version) {
                versions.put(order, version);
                status.put(order, type);
            }
        }
        return new Fold(revenue, status, unreadable);
    }

    private static JsonNode tree(TopicRecord record) {
        try {
            return JSON.readTree(record.value());
        } catch (JsonProcessingException malformed) {
            return JSON.createObjectNode();
        }
    }
}
