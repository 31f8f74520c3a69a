package dev.evenstep.aws.internal.sqs;

import dev.evenstep.spi.Delivery;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Events of a source that gives up early, handed to an SQS queue behind which the same consumer runs: there they are tried by
 * the retry policy. Lambda tries an asynchronous invocation three times within some minutes, and no more.
 */
public final class SqsRetries {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(6);

    /** SQS's limit for DelaySeconds. */
    private static final long LONGEST_DELAY_SECONDS = 900;

    private final Supplier<SqsClient> sqs;
    private final String queueUrl;

    public SqsRetries(Supplier<SqsClient> sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /**
     * Returns when SQS has it, with what its source put beside its body, as far as SQS has room.
     *
     * @param delay until it is tried again, 15 minutes at most; a FIFO queue has no such delay
     */
    public void send(Delivery delivery, Duration delay) {
        boolean isFifo = queueUrl.endsWith(".fifo");
        String id = isFifo ? FifoId.of(delivery.id()) : null;
        SqsMessageAttributes attributes = SqsMessageAttributes.of(delivery);
        var unused = sqs.get()
                .sendMessage(request -> request.queueUrl(queueUrl)
                        .messageBody(delivery.body())
                        .messageAttributes(SendableAttributes.fitting(attributes.own(), delivery.body(), delivery.id()))
                        .messageSystemAttributes(attributes.system())
                        .messageGroupId(id)
                        .messageDeduplicationId(id)
                        .delaySeconds(isFifo ? null : (int) Math.min(delay.toSeconds(), LONGEST_DELAY_SECONDS))
                        .overrideConfiguration(CallTimeout.within(LONGEST_CALL)));
    }
}
