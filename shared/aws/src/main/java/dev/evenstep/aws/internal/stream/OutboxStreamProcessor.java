package dev.evenstep.aws.internal.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.aws.OutboxStreamFunction;
import dev.evenstep.aws.internal.dynamodb.OutboxItem;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.outbox.Relay;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inserted rows of an outbox table as a batch. */
public final class OutboxStreamProcessor implements OutboxStreamFunction {

    private final String consumer;
    private final BatchProcessor processor;
    private final Telemetry telemetry;
    private final Clock clock;
    private final ProcessedPastFailure processed = new ProcessedPastFailure();

    public OutboxStreamProcessor(String consumer, BatchProcessor processor, Telemetry telemetry, Clock clock) {
        this.consumer = consumer;
        this.processor = processor;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    @Override
    public StreamsEventResponse handle(DynamodbEvent event, Context context) {
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        List<DynamodbStreamRecord> inserted = records.stream()
                .filter(OutboxStreamProcessor::isNewEvent)
                .filter(record -> !processed.contains(record.getEventID()))
                .toList();
        Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
        List<Outcome> outcomes = processor.run(
                inserted.stream().map(OutboxStreamProcessor::delivery).toList(), deadline);
        telemetry.report(consumer, outcomes);
        String firstUnsettled = processed.note(outcomes, eventIds(inserted));
        return new StreamsEventResponse(
                firstUnsettled == null ? List.of() : List.of(new BatchItemFailure(firstUnsettled)));
    }

    /** By sequence number, which is unique within a batch: a batch is of one shard. */
    private static Map<String, String> eventIds(List<DynamodbStreamRecord> records) {
        Map<String, String> ids = new HashMap<>();
        for (DynamodbStreamRecord record : records) {
            if (record.getEventID() != null) {
                ids.put(record.getDynamodb().getSequenceNumber(), record.getEventID());
            }
        }
        return ids;
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
