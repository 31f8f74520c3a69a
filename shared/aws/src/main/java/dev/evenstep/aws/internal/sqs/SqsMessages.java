package dev.evenstep.aws.internal.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of an SQS queue, standard or FIFO. What SNS has wrapped is unwrapped: see {@link SnsNotification}. Lambda's answer is that of
 * "Handling errors for an SQS event source in Lambda" (AWS Lambda developer guide).
 */
public final class SqsMessages implements Source<SQSEvent, SQSBatchResponse> {

    @Override
    public Redelivery redelivery() {
        return Redelivery.RECORD;
    }

    @Override
    public List<Delivery> deliveries(SQSEvent event) {
        List<SQSMessage> messages = event.getRecords() == null ? List.of() : event.getRecords();
        if (messages.isEmpty()) {
            return List.of();
        }
        QueueArn queue = queueOf(messages.getFirst());
        return messages.stream().map(message -> delivery(message, queue)).toList();
    }

    @Override
    public SQSBatchResponse answer(SQSEvent event, List<Outcome> outcomes) {
        return new SQSBatchResponse(outcomes.stream()
                .filter(outcome -> !outcome.decision().settled())
                .map(outcome -> new BatchItemFailure(outcome.delivery().id()))
                .toList());
    }

    /** Null where the record does not say, as in a test event made by hand: nothing can be asked of that queue. */
    static @Nullable QueueArn queueOf(SQSMessage message) {
        return message.getEventSourceArn() == null ? null : QueueArn.parse(message.getEventSourceArn());
    }

    /** A missing body is an empty one, which ends as malformed. */
    private static Delivery delivery(SQSMessage message, @Nullable QueueArn queue) {
        String attempt = attribute(message, "ApproximateReceiveCount");
        Map<String, Delivery.Attribute> attached = SqsMessageAttributes.to(message);
        Delivery delivery = new Delivery(
                message.getMessageId(),
                message.getBody() == null ? "" : message.getBody(),
                queue != null && queue.isFifo() ? attribute(message, SqsMessageAttributes.GROUP) : null,
                attempt == null ? 1 : Integer.parseInt(attempt),
                sentAt(message, attached),
                attached);
        return SnsNotification.isOne(delivery.body()) ? SnsNotification.unwrapped(delivery) : delivery;
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
