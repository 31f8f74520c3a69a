package dev.evenstep.aws.sqs;

import dev.evenstep.batch.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;

/** What redelivery asks of SQS. Nothing of it is vital: where SQS does not take it, that is logged and no more. */
final class QueueCalls {

    private static final Logger log = LoggerFactory.getLogger(QueueCalls.class);

    private final Supplier<SqsClient> sqs;

    QueueCalls(Supplier<SqsClient> sqs) {
        this.sqs = sqs;
    }

    /** Puts a copy into the queue, with everything that the message has. Whether SQS took it. */
    boolean sendAnew(QueueArn queue, Delivery message, int delaySeconds, Duration time) {
        Attached attached = Attached.of(message);
        try {
            var sent = sqs.get()
                    .sendMessage(request -> request.queueUrl(queue.url())
                            .messageBody(message.body())
                            .messageAttributes(attached.own())
                            .messageSystemAttributes(attached.system())
                            .messageGroupId(attached.group())
                            .delaySeconds(delaySeconds)
                            .overrideConfiguration(CallTime.within(time)));
            log.info(
                    "Message {} had no chance at its last receive and waits anew as {}",
                    message.id(),
                    sent.messageId());
            return true;
        } catch (SdkException failure) {
            log.warn("Message {} could not be sent anew: {}", message.id(), failure.toString());
            return false;
        }
    }

    void changeVisibility(QueueArn queue, List<ChangeMessageVisibilityBatchRequestEntry> entries, Duration time) {
        try {
            ChangeMessageVisibilityBatchResponse response = sqs.get()
                    .changeMessageVisibilityBatch(request -> request.queueUrl(queue.url())
                            .entries(entries)
                            .overrideConfiguration(CallTime.within(time)));
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
