package dev.evenstep.aws.internal.sqs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deliveries of an SQS batch, and what becomes of each message. */
public final class SqsProcessor implements SqsFunction {

    private final String consumer;
    private final BatchProcessor processor;
    private final RetryScheduler retries;
    private final Telemetry telemetry;
    private final Clock clock;

    public SqsProcessor(
            String consumer, BatchProcessor processor, RetryScheduler retries, Telemetry telemetry, Clock clock) {
        this.consumer = consumer;
        this.processor = processor;
        this.retries = retries;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    @Override
    public SQSBatchResponse handle(SQSEvent event, Context context) {
        List<SQSMessage> messages = event.getRecords() == null ? List.of() : event.getRecords();
        if (messages.isEmpty()) {
            return new SQSBatchResponse(List.of());
        }
        QueueArn queue = queueOf(messages.getFirst());
        Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
        List<Outcome> outcomes = processor.run(
                messages.stream().map(message -> delivery(message, queue)).toList(), deadline);
        telemetry.report(consumer, outcomes);
        Map<String, String> handles = new HashMap<>();
        messages.forEach(message -> handles.put(message.getMessageId(), message.getReceiptHandle()));
        Set<String> sentAnew = queue == null ? Set.of() : retries.schedule(queue, outcomes, handles, deadline);
        return new SQSBatchResponse(outcomes.stream()
                .filter(outcome -> !outcome.decision().settled())
                .map(outcome -> outcome.delivery().id())
                .filter(id -> !sentAnew.contains(id))
                .map(BatchItemFailure::new)
                .toList());
    }

    /** Null where the record does not say, as in a test event made by hand: nothing can be asked of that queue. */
    private static @Nullable QueueArn queueOf(SQSMessage message) {
        return message.getEventSourceArn() == null ? null : QueueArn.parse(message.getEventSourceArn());
    }

    /** A missing body is an empty one, which ends as malformed. */
    private static Delivery delivery(SQSMessage message, @Nullable QueueArn queue) {
        String attempt = attribute(message, "ApproximateReceiveCount");
        Map<String, Delivery.Attribute> attached = SqsMessageAttributes.to(message);
        return new Delivery(
                message.getMessageId(),
                message.getBody() == null ? "" : message.getBody(),
                queue != null && queue.isFifo() ? attribute(message, SqsMessageAttributes.GROUP) : null,
                attempt == null ? 1 : Integer.parseInt(attempt),
                sentAt(message, attached),
                attached);
    }

    /** A copy was sent when the first was; what nobody can read says nothing. */
    private static @Nullable Instant sentAt(SQSMessage message, Map<String, Delivery.Attribute> attached) {
        Delivery.Attribute first = attached.get(SqsMessageAttributes.FIRST_SENT);
        String millis = first == null ? attribute(message, "SentTimestamp") : first.value();
        try {
            return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException notOurs) {
            return null;
        }
    }

    private static @Nullable String attribute(SQSMessage message, String name) {
        return message.getAttributes() == null ? null : message.getAttributes().get(name);
    }
}
