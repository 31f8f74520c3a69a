package dev.evenstep.aws.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.aws.dynamodb.OutboxItem;
import dev.evenstep.batch.BatchWork;
import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.Outcome;
import dev.evenstep.batch.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Work on the stream of an outbox table: every inserted event, in order per entity. Needs {@code
 * ReportBatchItemFailures} on the event source mapping and a stream with new images. The answer names the first record
 * that did not settle; what settled behind it is remembered here and not run again when the stream brings it back.
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
                .filter(record -> "INSERT".equals(record.getEventName()))
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

    private static Delivery delivery(DynamodbStreamRecord record) {
        StreamRecord change = record.getDynamodb();
        Date created = change.getApproximateCreationDateTime();
        return new Delivery(
                change.getSequenceNumber(),
                text(change.getNewImage(), OutboxItem.ENVELOPE),
                text(change.getKeys(), OutboxItem.ENTITY),
                1,
                created == null ? null : created.toInstant(),
                Map.of());
    }

    /** Empty where there is none: the record then ends as malformed, with its sequence number. */
    private static String text(@Nullable Map<String, AttributeValue> image, String name) {
        AttributeValue value = image == null ? null : image.get(name);
        return value == null || value.getS() == null ? "" : value.getS();
    }
}
