package dev.evenstep.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.source.MappedBatch;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.RecordMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records as sources have them, and what a mapping makes of them. */
final class Records {

    static final Instant SENT = Instant.parse("2026-11-26T08:00:00Z");

    private Records() {}

    static Delivery record(String body, String... headers) {
        return placed("orders-3@7", body, headers);
    }

    static Delivery placed(String place, @Nullable String body, String... headers) {
        Map<String, Delivery.Attribute> attributes = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            attributes.put(headers[i], new Delivery.Attribute("String", headers[i + 1]));
        }
        if (body == null) {
            attributes.put(Delivery.TOMBSTONE, new Delivery.Attribute(Delivery.SYSTEM, "true"));
        }
        return new Delivery(place, Objects.requireNonNullElse(body, ""), null, 1, SENT, attributes);
    }

    /** As the engine gave them, by what this folder's records were written. */
    static List<Delivery> recorded(String file) {
        List<Delivery> records = new ArrayList<>();
        for (String line : lines(file)) {
            JsonNode read = new JsonText(Limits.defaults()).parse(line);
            String key = read.path("key").textValue();
            String place = read.path("topic").asText() + "-0@" + records.size();
            String value = read.path("value").textValue();
            records.add(key == null ? placed(place, value) : placed(place, value, Delivery.KEY, key));
        }
        return records;
    }

    static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of("src/test/resources/debezium", file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The event that was made of it. */
    static Envelope event(RecordMapping mapping, Delivery record) {
        return new EnvelopeJson(Limits.defaults())
                .read(envelope(mapping, record).body());
    }

    static Delivery envelope(RecordMapping mapping, Delivery record) {
        return Objects.requireNonNull(mapping.map(record));
    }

    /** What a function behind the mapping is handed. */
    static List<Delivery> mapped(RecordMapping mapping, List<Delivery> records) {
        List<Delivery> seen = new ArrayList<>();
        var unused = new MappedBatch(
                        (batch, deadline) -> {
                            seen.addAll(batch);
                            return batch.stream()
                                    .map(one -> new Outcome(one, new Decision.Ignored()))
                                    .toList();
                        },
                        mapping)
                .run(records, Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()));
        return seen;
    }

    static List<Envelope> events(RecordMapping mapping, List<Delivery> records) {
        return mapped(mapping, records).stream()
                .map(record -> (Envelope) new EnvelopeJson(Limits.defaults()).read(record.body()))
                .toList();
    }
}
