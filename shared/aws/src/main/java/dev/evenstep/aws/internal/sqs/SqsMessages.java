package dev.evenstep.aws.internal.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.aws.internal.source.S3Notification;
import dev.evenstep.aws.internal.source.SnsNotification;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of an SQS queue, standard or FIFO. What SNS has wrapped is unwrapped ({@link SnsNotification}), and what S3 tells is an event
 * for each object ({@link S3Notification}). Lambda's answer is that of "Handling errors for an SQS event source in Lambda" (AWS Lambda developer guide).
 */
public final class SqsMessages implements Source<SQSEvent, SQSBatchResponse> {

    /** Behind a message's id, which has none: the number of a part of it. */
    private static final char PART = '/';

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
        List<Delivery> deliveries = new ArrayList<>(messages.size());
        for (SQSMessage message : messages) {
            Delivery delivery = delivery(message, queue);
            List<String> objects =
                    S3Notification.isOne(delivery.body()) ? S3Notification.events(delivery.body()) : null;
            if (objects == null) {
                deliveries.add(delivery);
            } else {
                addParts(deliveries, delivery, objects);
            }
        }
        return deliveries;
    }

    private static void addParts(List<Delivery> deliveries, Delivery whole, List<String> parts) {
        for (int i = 0; i < parts.size(); i++) {
            deliveries.add(new Delivery(
                    i == 0 ? whole.id() : whole.id() + PART + i,
                    parts.get(i),
                    whole.group(),
                    whole.attempt(),
                    whole.sentAt(),
                    whole.attributes()));
        }
    }

    /** The message that a delivery is of, or a part of. */
    static String messageOf(Delivery delivery) {
        int part = delivery.id().indexOf(PART);
        return part < 0 ? delivery.id() : delivery.id().substring(0, part);
    }

    @Override
    public SQSBatchResponse answer(SQSEvent event, List<Outcome> outcomes) {
        return new SQSBatchResponse(outcomes.stream()
                .filter(outcome -> !outcome.decision().settled())
                .map(outcome -> messageOf(outcome.delivery()))
                .distinct()
                .map(BatchItemFailure::new)
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
