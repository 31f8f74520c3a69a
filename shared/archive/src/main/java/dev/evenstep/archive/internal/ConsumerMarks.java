package dev.evenstep.archive.internal;

import dev.evenstep.archive.ArchivedEvent;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.PositionKey;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * What a consumer has in the idempotency table: the records of events, and positions in entities' versions. Versioned consumers
 * have theirs on the entities' own items, where nobody looks here.
 */
public final class ConsumerMarks {

    /** Two keys each in a BatchGetItem of at most 100. */
    public static final int MOST_EVENTS = 50;

    private static final String ID = "id";
    private static final String STATUS = "status";
    private static final String POSITION = "position";
    private static final String EXPIRATION = "expiration";
    private static final String PARKED = "parked";
    private static final String OWNER = "owner";

    private static final String IS_FREE =
            "attribute_exists(#id) AND (attribute_not_exists(#parked) OR #parked = :none) AND (attribute_not_exists(#status) OR #status <> :busy) AND (attribute_not_exists(#position) OR attribute_not_exists(#owner))";
    private static final Map<String, String> NAMES =
            Map.of("#id", ID, "#parked", PARKED, "#status", STATUS, "#position", POSITION, "#owner", OWNER);
    private static final AttributeValue NONE = AttributeValue.fromN("0");
    private static final AttributeValue BUSY = AttributeValue.fromS("INPROGRESS");

    private final DynamoDbClient client;
    private final String table;
    private final String consumer;
    private final InstantSource time;

    /** @param table the idempotency table's deployed name */
    public ConsumerMarks(DynamoDbClient client, String table, String consumer, InstantSource time) {
        this.client = client;
        this.table = table;
        this.consumer = consumer;
        this.time = time;
    }

    /**
     * A mark.
     *
     * @param position of an entity; null: it is an event's
     * @param isDone whether an event is known as handled by it
     * @param isHeld whether somebody is at work on it, or something is parked behind it
     */
    record Mark(@Nullable Long position, boolean isDone, boolean isHeld) {}

    /** How many of the events, at most {@link #MOST_EVENTS}, the consumer would take for duplicates or too late. */
    public int known(List<ArchivedEvent> events) {
        Map<String, Mark> marks = of(events);
        return (int) events.stream().filter(event -> isKnown(event, marks)).count();
    }

    private boolean isKnown(ArchivedEvent event, Map<String, Mark> marks) {
        Mark own = marks.get(ofEvent(event));
        String entity = ofEntity(event);
        Mark position = entity == null ? null : marks.get(entity);
        boolean isPassed = position != null
                && position.position() != null
                && event.version() != null
                && position.position() >= event.version();
        return isPassed || (own != null && own.isDone());
    }

    /** The marks that there are of these events and their entities, by their ids, in one consistent request. */
    Map<String, Mark> of(List<ArchivedEvent> events) {
        return read(events.stream()
                .flatMap(event -> Stream.of(ofEvent(event), ofEntity(event)))
                .filter(id -> id != null)
                .distinct()
                .toList());
    }

    String ofEvent(ArchivedEvent event) {
        return new IdempotencyKey(consumer, event.source(), event.id()).text();
    }

    /** Null where the event has no place in an order. */
    @Nullable
    String ofEntity(ArchivedEvent event) {
        return event.entity() == null || event.version() == null
                ? null
                : new PositionKey(consumer, event.entity()).text();
    }

    private Map<String, Mark> read(Collection<String> ids) {
        Map<String, Mark> marks = new HashMap<>();
        Collection<Map<String, AttributeValue>> open =
                ids.stream().map(ConsumerMarks::key).toList();
        while (!open.isEmpty()) {
            Map<String, KeysAndAttributes> asked = Map.of(
                    table,
                    KeysAndAttributes.builder().keys(open).consistentRead(true).build());
            var answer = client.batchGetItem(request -> request.requestItems(asked));
            for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
                marks.put(text(item, ID), mark(item));
            }
            KeysAndAttributes left = answer.unprocessedKeys().get(table);
            open = left == null ? List.of() : left.keys();
        }
        return marks;
    }

    private Mark mark(Map<String, AttributeValue> item) {
        Long expiry = number(item, EXPIRATION);
        boolean isForgotten = expiry != null && expiry < time.instant().getEpochSecond();
        Long parked = number(item, PARKED);
        boolean isHeld = BUSY.equals(item.get(STATUS))
                || (item.containsKey(POSITION) && item.containsKey(OWNER))
                || (parked != null && parked > 0);
        return new Mark(number(item, POSITION), text(item, STATUS).equals("COMPLETED") && !isForgotten, isHeld);
    }

    /** Whether it is gone; false where it is held, or was not there. */
    boolean forget(String id) {
        try {
            var unused = client.deleteItem(request -> request.tableName(table)
                    .key(key(id))
                    .conditionExpression(IS_FREE)
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(Map.of(":none", NONE, ":busy", BUSY)));
            return true;
        } catch (ConditionalCheckFailedException held) {
            return false;
        }
    }

    /** Whether an entity's position is moved back; false where it is held, or has moved meanwhile. */
    boolean moveBack(String id, long from, long to) {
        Map<String, String> names = new HashMap<>(NAMES);
        names.putAll(Map.of("#event", "event", "#validation", "validation", "#data", "data"));
        try {
            var unused = client.updateItem(request -> request.tableName(table)
                    .key(key(id))
                    .updateExpression("SET #position = :to REMOVE #event, #validation, #data")
                    .conditionExpression(IS_FREE + " AND #position = :from")
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(
                            Map.of(":none", NONE, ":busy", BUSY, ":from", number(from), ":to", number(to))));
            return true;
        } catch (ConditionalCheckFailedException held) {
            return false;
        }
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of(ID, AttributeValue.fromS(id));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    private static @Nullable Long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? null : Long.valueOf(value.n());
    }
}
