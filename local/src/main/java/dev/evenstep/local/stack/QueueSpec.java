package dev.evenstep.local.stack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An SQS queue.
 *
 * @param logicalId its name within the template
 * @param name its name in SQS; ends in {@code .fifo} exactly when it is a FIFO queue
 * @param redrive where a message goes that was received too often; null: nowhere
 */
public record QueueSpec(
        String logicalId,
        String name,
        String arn,
        boolean fifo,
        boolean contentBasedDeduplication,
        Duration visibilityTimeout,
        Duration delay,
        Duration receiveWait,
        Duration retention,
        @Nullable Redrive redrive) {

    /** SQS's own rule: received more than {@code maxReceiveCount} times, a message moves to the dead-letter queue. */
    public record Redrive(String deadLetterQueueArn, int maxReceiveCount) {}
}
