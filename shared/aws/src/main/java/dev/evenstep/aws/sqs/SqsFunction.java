package dev.evenstep.aws.sqs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.batch.BatchWork;
import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.Outcome;
import dev.evenstep.batch.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A consumer behind an SQS queue, standard or FIFO. Needs {@code ReportBatchItemFailures} on the event source mapping.
 * Of a FIFO queue, a group is handled in order and only the rest of a failed group is returned.
 */
public final class SqsFunction {

    private final String consumer;
    private final BatchWork work;
    private final Redelivery redelivery;
    private final Telemetry telemetry;
    private final Clock clock;

    public SqsFunction(String consumer, BatchWork work, Redelivery redelivery, Telemetry telemetry, Clock clock) {
        this.consumer = consumer;
        this.work = work;
        this.redelivery = redelivery;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** The messages to keep in the queue; every other one is done with. */
    public SQSBatchResponse handle(SQSEvent event, Context context) {
        List<SQSMessage> messages = event.getRecords() == null ? List.of() : event.getRecords();
        if (messages.isEmpty()) {
            return new SQSBatchResponse(List.of());
        }
        QueueArn queue = QueueArn.parse(messages.getFirst().getEventSourceArn());
        Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
        List<Outcome> outcomes = work.run(
                messages.stream().map(message -> delivery(message, queue)).toList(), deadline);
        telemetry.report(consumer, outcomes);
        Map<String, SQSMessage> byId = messages.stream()
                .collect(Collectors.toMap(SQSMessage::getMessageId, Function.identity(), (one, same) -> one));
        Set<String> sentAnew = redelivery.arrange(queue, outcomes, byId);
        return new SQSBatchResponse(outcomes.stream()
                .filter(outcome -> !outcome.decision().settled())
                .map(outcome -> outcome.delivery().id())
                .filter(id -> !sentAnew.contains(id))
                .map(BatchItemFailure::new)
                .toList());
    }

    private static Delivery delivery(SQSMessage message, QueueArn queue) {
        String group = queue.isFifo() ? attribute(message, "MessageGroupId") : null;
        String attempt = attribute(message, "ApproximateReceiveCount");
        return new Delivery(
                message.getMessageId(), message.getBody(), group, attempt == null ? 1 : Integer.parseInt(attempt));
    }

    private static @Nullable String attribute(SQSMessage message, String name) {
        return message.getAttributes() == null ? null : message.getAttributes().get(name);
    }
}
