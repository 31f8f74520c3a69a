package dev.evenstep.aws.dynamodb;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.SerializedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An event in the outbox. The partition key {@code entity} is what keeps its order: a stream's reader gets the changes
 * of one partition key one after the other. The sort key {@code event} is the version, then the id.
 */
public final class OutboxItem {

    public static final String ENTITY = "entity";
    public static final String EVENT = "event";
    public static final String ENVELOPE = "envelope";

    /** Published events stay for a look back; a stream keeps them for 24 hours only. */
    private static final Duration KEPT = Duration.ofDays(7);

    private OutboxItem() {}

    static Map<String, AttributeValue> of(SerializedEvent event, Instant now) {
        Envelope envelope = event.envelope();
        int version = envelope.entityVersion() == null ? 0 : envelope.entityVersion();
        return Map.of(
                ENTITY,
                AttributeValue.fromS(envelope.orderKey()),
                EVENT,
                AttributeValue.fromS("%010d#%s".formatted(version, envelope.id())),
                ENVELOPE,
                AttributeValue.fromS(event.json()),
                Mark.EXPIRATION,
                Attributes.number(now.plus(KEPT).getEpochSecond()));
    }
}
