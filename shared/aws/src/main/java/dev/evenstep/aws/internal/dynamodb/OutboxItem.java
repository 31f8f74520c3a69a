package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Entity;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.store.Commits.VersionTaken;
import dev.evenstep.internal.store.OutboxKey;
import dev.evenstep.internal.store.OutboxRow;
import dev.evenstep.internal.store.UnpublishedRow;
import dev.evenstep.internal.store.UnpublishedRows;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An event in the outbox: {@code entity} (text, the partition key), {@code version} (number, the sort key; 0 for an event
 * without one, which has an {@code entity} of its own), {@code envelope} (text).
 *
 * <p>Until it is published it stands in the index {@value #INDEX}, by {@code bucket} (text, made of the entity) and {@code
 * committed} (number, epoch milliseconds), and never expires. Once it is, these are gone: {@code published} says when
 * (epoch milliseconds), and {@code expiration} until when it is kept (epoch seconds, the table's TTL).
 */
public final class OutboxItem {

    public static final String ENTITY = "entity";
    public static final String VERSION = "version";
    public static final String ENVELOPE = "envelope";
    public static final String COMMITTED = "committed";
    public static final String PUBLISHED = "published";

    /** A sparse global secondary index, of keys only. */
    static final String INDEX = "unpublished";

    static final String BUCKET = "bucket";

    /**
     * A row keeps its version from being given out again. It must be there for as long as an event may come that claims
     * it: 14 days in a queue and 14 in its dead-letter queue (SQS's longest retention), and two days to spare.
     */
    private static final Duration KEPT = Duration.ofDays(30);

    private OutboxItem() {}

    static Map<String, AttributeValue> of(SerializedEvent event, Instant now) {
        OutboxKey key = OutboxKey.of(event.envelope());
        Map<String, AttributeValue> item = new HashMap<>(of(new OutboxRow(key, event.json())));
        item.putAll(inIndex(key, now));
        return item;
    }

    private static Map<String, AttributeValue> inIndex(OutboxKey key, Instant committed) {
        return Map.of(
                BUCKET, AttributeValue.fromS(bucket(UnpublishedRows.bucketOf(key.entity()))),
                COMMITTED, AttributeValues.number(committed.toEpochMilli()));
    }

    static String bucket(int number) {
        return Integer.toString(number);
    }

    /** A row's keys in the index, by which reading goes on behind it. */
    static Map<String, AttributeValue> indexKey(UnpublishedRow row) {
        Map<String, AttributeValue> key = new HashMap<>(inIndex(row.key(), row.committed()));
        key.putAll(key(row.key()));
        return key;
    }

    static UnpublishedRow unpublished(Map<String, AttributeValue> item) {
        return new UnpublishedRow(
                row(item).key(),
                Instant.ofEpochMilli(Long.parseLong(
                        Objects.requireNonNull(item.get(COMMITTED)).n())));
    }

    public static Map<String, AttributeValue> key(OutboxKey key) {
        return Map.of(ENTITY, AttributeValue.fromS(key.entity()), VERSION, AttributeValues.number(key.version()));
    }

    static Map<String, AttributeValue> published(OutboxRow row, Instant now) {
        Map<String, AttributeValue> item = new HashMap<>(of(row));
        item.put(PUBLISHED, AttributeValues.number(now.toEpochMilli()));
        item.put(RecordItem.EXPIRATION, AttributeValues.number(now.plus(KEPT).getEpochSecond()));
        return item;
    }

    private static Map<String, AttributeValue> of(OutboxRow row) {
        return Map.of(
                ENTITY, AttributeValue.fromS(row.key().entity()),
                VERSION, AttributeValues.number(row.key().version()),
                ENVELOPE, AttributeValue.fromS(row.envelope()));
    }

    public static OutboxRow row(Map<String, AttributeValue> item) {
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
