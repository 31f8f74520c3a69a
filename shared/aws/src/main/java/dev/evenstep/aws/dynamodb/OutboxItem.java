package dev.evenstep.aws.dynamodb;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Entity;
import dev.evenstep.event.EnvelopeJson;
import dev.evenstep.event.Limits;
import dev.evenstep.event.SerializedEvent;
import dev.evenstep.store.Commits.VersionTaken;
import dev.evenstep.store.OutboxKey;
import dev.evenstep.store.OutboxRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An event in the outbox: {@code entity} (text, the partition key), {@code version} (number, the sort key; 0 for an event
 * without one, which has an {@code entity} of its own), {@code envelope} (text). Once it is published, {@code published}
 * says when (epoch milliseconds) and {@code expiration} until when it is kept (epoch seconds, the table's TTL). What is
 * not published has none and never expires.
 */
public final class OutboxItem {

    public static final String ENTITY = "entity";
    public static final String VERSION = "version";
    public static final String ENVELOPE = "envelope";
    public static final String PUBLISHED = "published";

    /**
     * A row keeps its version from being given out again. It must be there for as long as an event may come that claims
     * it: 14 days in a queue and 14 in its dead-letter queue (SQS's longest retention), and two days to spare.
     */
    private static final Duration KEPT = Duration.ofDays(30);

    private OutboxItem() {}

    static Map<String, AttributeValue> of(SerializedEvent event) {
        return of(new OutboxRow(OutboxKey.of(event.envelope()), event.json()));
    }

    static Map<String, AttributeValue> published(OutboxRow row, Instant now) {
        Map<String, AttributeValue> item = new HashMap<>(of(row));
        item.put(PUBLISHED, Attributes.number(now.toEpochMilli()));
        item.put(RecordItem.EXPIRATION, Attributes.number(now.plus(KEPT).getEpochSecond()));
        return item;
    }

    private static Map<String, AttributeValue> of(OutboxRow row) {
        return Map.of(
                ENTITY, AttributeValue.fromS(row.key().entity()),
                VERSION, Attributes.number(row.key().version()),
                ENVELOPE, AttributeValue.fromS(row.envelope()));
    }

    static OutboxRow row(Map<String, AttributeValue> item) {
        AttributeValue envelope = item.get(ENVELOPE);
        return new OutboxRow(
                new OutboxKey(Objects.requireNonNull(item.get(ENTITY)).s(), version(item)),
                envelope == null || envelope.s() == null ? "" : envelope.s());
    }

    static int version(Map<String, AttributeValue> item) {
        return Integer.parseInt(Objects.requireNonNull(item.get(VERSION)).n());
    }

    /** By the event that a row holds. */
    static VersionTaken taken(Map<String, AttributeValue> item) {
        OutboxRow row = row(item);
        Entity entity = new Entity(row.key().entity(), row.key().version());
        try {
            return VersionTaken.by(new EnvelopeJson(Limits.defaults()).read(row.envelope()), entity);
        } catch (PermanentFailure unreadable) {
            return new VersionTaken(entity, "an event that cannot be read");
        }
    }
}
