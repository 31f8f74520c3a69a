package dev.evenstep.archive.internal;

import dev.evenstep.archive.ArchivedEvent;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.EventReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An event: {@code bucket} (text, the partition key: the hour of its time, and one of 8 shards), {@code place} (text, the sort
 * key: time, source and id), {@code body}, {@code type}, {@code schemaVersion}, {@code archived} (epoch milliseconds) and, where
 * it has them, {@code entity} with {@code entityOrder} (text: version and place), {@code version}, {@code correlation} and {@code
 * expiration} (epoch seconds).
 */
final class ArchiveItem {

    static final String BUCKET = "bucket";
    static final String PLACE = "place";
    static final String BODY = "body";
    static final String ENTITY = "entity";
    static final String ENTITY_ORDER = "entityOrder";
    static final String CORRELATION = "correlation";

    static final int SHARDS = 8;

    private static final String TYPE = "type";
    private static final String SCHEMA_VERSION = "schemaVersion";
    private static final String VERSION = "version";
    private static final String ARCHIVED = "archived";
    private static final String EXPIRATION = "expiration";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);

    /** DynamoDB's 400 KB, less what is left for rounding. */
    private static final int LARGEST = 400 * 1024 - 100;

    private static final int LARGEST_PARTITION_KEY = 2_048;
    private static final int LARGEST_SORT_KEY = 1_024;

    private ArchiveItem() {}

    /** @throws PermanentFailure {@link Reason#TOO_LARGE} for what DynamoDB does not take */
    static Map<String, AttributeValue> of(IncomingEvent event, Instant now, @Nullable Instant expiry) {
        String key = event.reference().text();
        String place = timeText(event.time()) + "#" + key;
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(BUCKET, AttributeValue.fromS(bucket(event.time(), Math.floorMod(key.hashCode(), SHARDS))));
        item.put(PLACE, text("source and id", place, LARGEST_SORT_KEY));
        item.put(BODY, AttributeValue.fromS(event.body()));
        item.put(TYPE, AttributeValue.fromS(event.type()));
        item.put(SCHEMA_VERSION, number(event.schemaVersion()));
        item.put(ARCHIVED, number(now.toEpochMilli()));
        if (event.entity() != null) {
            int order = event.version() == null ? 0 : event.version();
            item.put(ENTITY, text("subject", event.entity(), LARGEST_PARTITION_KEY));
            item.put(ENTITY_ORDER, text("source and id", "%010d#%s".formatted(order, place), LARGEST_SORT_KEY));
        }
        if (event.version() != null) {
            item.put(VERSION, number(event.version()));
        }
        if (event.correlationId() != null) {
            item.put(CORRELATION, text("correlationid", event.correlationId(), LARGEST_PARTITION_KEY));
        }
        if (expiry != null) {
            item.put(EXPIRATION, number(expiry.getEpochSecond()));
        }
        requireSize(item);
        return item;
    }

    private static void requireSize(Map<String, AttributeValue> item) {
        int bytes = item.entrySet().stream()
                .mapToInt(attribute -> attribute.getKey().length() + bytes(attribute.getValue()))
                .sum();
        if (bytes > LARGEST) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE, "It takes %,d bytes of the archive; an item has %,d".formatted(bytes, LARGEST));
        }
    }

    private static int bytes(AttributeValue value) {
        return value.s() == null ? value.n().length() : bytes(value.s());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static AttributeValue text(String what, String text, int largest) {
        if (bytes(text) > largest) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE,
                    "The %s: %,d bytes in a key of the archive, which takes %,d".formatted(what, bytes(text), largest));
        }
        return AttributeValue.fromS(text);
    }

    /** @param position the attribute by which its query is ordered */
    static ArchivedEvent read(Map<String, AttributeValue> item, String position) {
        String place = required(item, PLACE).s();
        int key = place.indexOf('#');
        EventReference reference = EventReference.parse(place.substring(key + 1));
        AttributeValue version = item.get(VERSION);
        return new ArchivedEvent(
                required(item, position).s(),
                reference.id(),
                reference.source(),
                required(item, TYPE).s(),
                Integer.parseInt(required(item, SCHEMA_VERSION).n()),
                Instant.parse(place.substring(0, key)),
                optional(item, ENTITY),
                version == null ? null : Integer.valueOf(version.n()),
                optional(item, CORRELATION),
                required(item, BODY).s(),
                Instant.ofEpochMilli(Long.parseLong(required(item, ARCHIVED).n())));
    }

    /** Of fixed width, so that the order of texts is that of times. */
    static String timeText(Instant time) {
        return TIME.format(time);
    }

    static String bucket(Instant time, int shard) {
        return HOUR.format(time) + "#" + shard;
    }

    static Instant hourOf(String position) {
        return Instant.parse(position.substring(0, position.indexOf('#'))).truncatedTo(ChronoUnit.HOURS);
    }

    static AttributeValue required(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    private static @Nullable String optional(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
