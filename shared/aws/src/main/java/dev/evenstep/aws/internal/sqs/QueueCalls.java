package dev.evenstep.aws.internal.sqs;

import dev.evenstep.spi.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What redelivery asks of SQS. Nothing of it is vital: where SQS does not take it, that is logged and no more. */
final class QueueCalls {

    private static final Logger log = LoggerFactory.getLogger(QueueCalls.class);

    private static final int MOST_ATTRIBUTES = 10;

    private final Supplier<SqsClient> sqs;

    QueueCalls(Supplier<SqsClient> sqs) {
        this.sqs = sqs;
    }

    /** Puts a copy into the queue, with everything that the message has. Whether SQS took it. */
    boolean requeue(QueueArn queue, Delivery message, int delaySeconds, Duration time) {
        SqsMessageAttributes attributes = SqsMessageAttributes.of(message);
        try {
            var sent = sqs.get()
                    .sendMessage(request -> request.queueUrl(queue.url())
                            .messageBody(message.body())
                            .messageAttributes(withFirstSent(attributes.own(), message))
                            .messageSystemAttributes(attributes.system())
                            .messageGroupId(attributes.group())
                            .messageDeduplicationId(queue.isFifo() ? message.id() + "-anew" : null)
                            .delaySeconds(queue.isFifo() ? null : delaySeconds)
                            .overrideConfiguration(CallTimeout.within(time)));
            log.info(
                    "Message {} was not settled at its last receive and is counted anew as {}",
                    message.id(),
                    sent.messageId());
            return true;
        } catch (SdkException failure) {
            log.warn("Message {} could not be sent anew: {}", message.id(), failure.toString());
            return false;
        }
    }

    /** SQS takes 10 attributes; a message that has them all grows young. */
    private static Map<String, MessageAttributeValue> withFirstSent(
            Map<String, MessageAttributeValue> own, Delivery message) {
        Instant sent = message.sentAt();
        if (sent == null || own.size() >= MOST_ATTRIBUTES || own.containsKey(SqsMessageAttributes.FIRST_SENT)) {
            return own;
        }
        Map<String, MessageAttributeValue> all = new HashMap<>(own);
        all.put(
                SqsMessageAttributes.FIRST_SENT,
                MessageAttributeValue.builder()
                        .dataType("Number")
                        .stringValue(Long.toString(sent.toEpochMilli()))
                        .build());
        return all;
    }

    void changeVisibility(QueueArn queue, List<ChangeMessageVisibilityBatchRequestEntry> entries, Duration time) {
        try {
            ChangeMessageVisibilityBatchResponse response = sqs.get()
                    .changeMessageVisibilityBatch(request -> request.queueUrl(queue.url())
                            .entries(entries)
                            .overrideConfiguration(CallTimeout.within(time)));
            response.failed()
                    .forEach(entry -> log.warn(
                            "{}: a message comes back after the queue's own timeout: {}",
                            queue.name(),
                            entry.message()));
        } catch (SdkException failure) {
            log.warn(
                    "{}: {} messages come back after the queue's own timeout: {}",
                    queue.name(),
                    entries.size(),
                    failure.toString());
        }
    }
}
