package dev.evenstep.aws.internal.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.aws.internal.dynamodb.OutboxItem;
import dev.evenstep.aws.internal.source.StreamAnswers;
import dev.evenstep.internal.outbox.Relay;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows that are inserted into an outbox table, as its stream brings them. */
final class OutboxStreamRows implements Source<DynamodbEvent, StreamsEventResponse> {

    @Override
    public Redelivery redelivery() {
        return Redelivery.FROM_FIRST;
    }

    @Override
    public List<Delivery> deliveries(DynamodbEvent event) {
        return inserted(event).map(OutboxStreamRows::delivery).toList();
    }

    @Override
    public StreamsEventResponse answer(DynamodbEvent event, List<Outcome> outcomes) {
        return StreamAnswers.from(outcomes, outcome -> outcome.delivery().id());
    }

    /** By sequence number, which is unique within a batch: a batch is of one shard. */
    @Override
    public Map<String, String> identities(DynamodbEvent event) {
        Map<String, String> ids = new HashMap<>();
        inserted(event).forEach(record -> {
            if (record.getEventID() != null) {
                ids.put(record.getDynamodb().getSequenceNumber(), record.getEventID());
            }
        });
        return ids;
    }

    private static Stream<DynamodbStreamRecord> inserted(DynamodbEvent event) {
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        return records.stream().filter(OutboxStreamRows::isNewEvent);
    }

    /** A row that is inserted as published already was put back; nobody waits for it. */
    private static boolean isNewEvent(DynamodbStreamRecord record) {
        Map<String, AttributeValue> image = record.getDynamodb().getNewImage();
        return "INSERT".equals(record.getEventName()) && (image == null || !image.containsKey(OutboxItem.PUBLISHED));
    }

    private static Delivery delivery(DynamodbStreamRecord record) {
        StreamRecord change = record.getDynamodb();
        Date created = change.getApproximateCreationDateTime();
        return new Delivery(
                change.getSequenceNumber(),
                text(change.getNewImage(), OutboxItem.ENVELOPE),
                text(change.getKeys(), OutboxItem.ENTITY),
                1,
                created == null ? null : created.toInstant(),
                version(change.getKeys()));
    }

    private static Map<String, Delivery.Attribute> version(@Nullable Map<String, AttributeValue> keys) {
        AttributeValue version = keys == null ? null : keys.get(OutboxItem.VERSION);
        return version == null || version.getN() == null
                ? Map.of()
                : Map.of(Relay.VERSION, new Delivery.Attribute("Number", version.getN()));
    }

    /** Empty where there is none: the record then ends as malformed, with its sequence number. */
    private static String text(@Nullable Map<String, AttributeValue> image, String name) {
        AttributeValue value = image == null ? null : image.get(name);
        return value == null || value.getS() == null ? "" : value.getS();
    }
}
