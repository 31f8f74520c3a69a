package dev.evenstep.aws.internal.sqs;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.RecordHandler;
import dev.evenstep.spi.Delivery;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends records on to another queue, with everything that they have. In a FIFO queue they keep their message group. */
public final class SqsHandOver implements RecordHandler {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(6);

    private final Supplier<SqsClient> sqs;
    private final String queueUrl;

    public SqsHandOver(Supplier<SqsClient> sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        SqsMessageAttributes attributes = SqsMessageAttributes.of(delivery);
        boolean isFifo = queueUrl.endsWith(".fifo");
        String group = attributes.group() == null && isFifo ? FifoId.of(delivery.id()) : attributes.group();
        var unused = sqs.get()
                .sendMessage(request -> request.queueUrl(queueUrl)
                        .messageBody(delivery.body())
                        .messageAttributes(SendableAttributes.fitting(attributes.own(), delivery.body(), delivery.id()))
                        .messageSystemAttributes(attributes.system())
                        .messageGroupId(group)
                        .messageDeduplicationId(isFifo ? FifoId.of(delivery.id()) : null)
                        .overrideConfiguration(CallTimeout.within(LONGEST_CALL)));
        return new Decision.HandedOn();
    }
}
