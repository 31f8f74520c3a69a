package dev.evenstep.aws.internal.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes of any table's items, as its stream has them, as events: {@code <name>Inserted}, {@code <name>Modified} and {@code
 * <name>Removed}. Their data is {@code keys}, {@code newImage} and {@code oldImage} in plain JSON, as far as the stream's view has them,
 * and {@code expired} where the time to live took the item. The subject is the item's key, of which the stream keeps the order, and of
 * nothing else ("Process Amazon DynamoDB records with Lambda", AWS Lambda developer guide).
 */
public final class DynamoDbChanges implements Source<DynamodbEvent, StreamsEventResponse> {

    /** Who deletes what has expired ("DynamoDB Streams and Time to Live", Amazon DynamoDB developer guide). */
    private static final String TIME_TO_LIVE = "dynamodb.amazonaws.com";

    private static final Map<String, String> TYPES =
            Map.of("INSERT", "Inserted", "MODIFY", "Modified", "REMOVE", "Removed");

    private static final String STREAM = "/stream/";
    private static final String NAME = "[A-Za-z][A-Za-z0-9]{0,63}";

    private final String name;

    /** @param name what an item is called, with which the types begin */
    public DynamoDbChanges(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "The item's name is \"" + name + "\": 1 to 64 letters and digits, a letter first, begin its types");
        }
        this.name = name;
    }

    @Override
    public Redelivery redelivery() {
        return Redelivery.FROM_FIRST;
    }

    @Override
    public List<Delivery> deliveries(DynamodbEvent event) {
        return records(event).stream().map(this::delivery).toList();
    }

    private static List<DynamodbStreamRecord> records(DynamodbEvent event) {
        return event.getRecords() == null ? List.of() : event.getRecords();
    }

    @Override
    public StreamsEventResponse answer(DynamodbEvent event, List<Outcome> outcomes) {
        return StreamAnswers.from(outcomes, outcome -> outcome.delivery().id());
    }

    /** By sequence number, which is unique within a batch: a batch is of one shard. */
    @Override
    public Map<String, String> identities(DynamodbEvent event) {
        return records(event).stream()
                .filter(record -> record.getEventID() != null)
                .collect(Collectors.toMap(DynamoDbChanges::id, DynamodbStreamRecord::getEventID, (one, same) -> one));
    }

    private static String id(DynamodbStreamRecord record) {
        StreamRecord change = record.getDynamodb();
        return change == null || change.getSequenceNumber() == null
                ? String.valueOf(record.getEventID())
                : change.getSequenceNumber();
    }

    private Delivery delivery(DynamodbStreamRecord record) {
        StreamRecord change = record.getDynamodb();
        String type = TYPES.get(Objects.requireNonNullElse(record.getEventName(), ""));
        if (change == null || change.getKeys() == null || type == null || record.getEventID() == null) {
            return new Delivery(id(record), "", null, 1);
        }
        Date created = change.getApproximateCreationDateTime();
        Instant time = created == null ? null : created.toInstant();
        String subject = subject(change.getKeys());
        String body = StructuredEvent.write(json -> {
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", record.getEventID());
            json.writeStringField("source", table(record.getEventSourceARN()));
            json.writeStringField("type", name + type);
            if (time != null) {
                json.writeStringField("time", time.toString());
            }
            json.writeStringField("subject", subject);
            json.writeObjectFieldStart("data");
            image(json, "keys", change.getKeys());
            image(json, "newImage", change.getNewImage());
            image(json, "oldImage", change.getOldImage());
            json.writeBooleanField("expired", isExpired(record));
            json.writeEndObject();
        });
        return new Delivery(id(record), body, subject, 1, time, Map.of());
    }

    /** The table, of whichever of its streams. */
    private static String table(@Nullable String stream) {
        if (stream == null) {
            return "aws:dynamodb";
        }
        int end = stream.indexOf(STREAM);
        return end < 0 ? stream : stream.substring(0, end);
    }

    private static boolean isExpired(DynamodbStreamRecord record) {
        return record.getUserIdentity() != null
                && TIME_TO_LIVE.equals(record.getUserIdentity().getPrincipalId());
    }

    /** The key's values, in the order of their attributes' names, since an event does not say which is which. */
    private static String subject(Map<String, AttributeValue> keys) {
        return new TreeMap<>(keys)
                .values().stream().map(DynamoDbChanges::keyText).collect(Collectors.joining("#"));
    }

    private static String keyText(AttributeValue value) {
        if (value.getS() != null) {
            return value.getS().replace("%", "%25").replace("#", "%23");
        }
        return value.getN() != null ? value.getN() : RecordBody.base64(value.getB());
    }

    private static void image(JsonGenerator json, String member, @Nullable Map<String, AttributeValue> image)
            throws IOException {
        if (image != null) {
            json.writeFieldName(member);
            PlainAttributes.write(json, image);
        }
    }
}
