package dev.evenstep.aws.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.aws.dynamodb.OutboxItem;
import dev.evenstep.internal.batch.BatchWork;
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

/**
 * Work on the stream of an outbox table: every inserted event. Needs {@code ReportBatchItemFailures} on the event source
 * mapping and a stream with new images. The answer names the first record that did not settle; what settled behind it is
 * remembered here and not run again when the stream brings it back.
 *
 * <p>The records of an entity in one batch are worked on one after the other, as they came. That is not the order of its
 * versions: DynamoDB Streams keep the order of changes to one item (partition and sort key), and every event is an item
 * of its own. The relay takes the order from the table; any other work must look at the versions.
 */
public final class OutboxStreamFunction {

    private final String consumer;
    private final BatchWork work;
    private final Telemetry telemetry;
    private final Clock clock;
    private final SettledAhead settledAhead = new SettledAhead();

    public OutboxStreamFunction(String consumer, BatchWork work, Telemetry telemetry, Clock clock) {
        this.consumer = consumer;
        this.work = work;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    public StreamsEventResponse handle(DynamodbEvent event, Context context) {
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        List<DynamodbStreamRecord> inserted = records.stream()
                .filter(OutboxStreamFunction::isNewEvent)
                .filter(record -> !settledAhead.contains(record.getEventID()))
                .toList();
        Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
        List<Outcome> outcomes =
                work.run(inserted.stream().map(OutboxStreamFunction::delivery).toList(), deadline);
        telemetry.report(consumer, outcomes);
        String firstUnsettled = settledAhead.note(outcomes, eventIds(inserted));
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
