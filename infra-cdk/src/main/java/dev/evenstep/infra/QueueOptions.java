package dev.evenstep.infra;

import java.time.Duration;
import software.amazon.awscdk.Token;

/**
 * How a queue is set up.
 *
 * @param name such as {@code place-order}; the stack's name comes before it, a FIFO queue's {@code .fifo} after it
 * @param fifo whether order is kept within message groups
 * @param visibilityTimeout how long a received message is hidden: up to 12 hours (SQS's limit)
 * @param maxReceiveCount how often a message may be received before it goes to the dead-letter queue: 5 to 1,000 (SQS's
 *     limit; fewer dead-letter messages that were only throttled), or a token of a parameter
 */
public record QueueOptions(String name, boolean fifo, Duration visibilityTimeout, Number maxReceiveCount) {

    public QueueOptions {
        Names.demand(name);
        Demand.between(Duration.ZERO, Duration.ofHours(12), "visibilityTimeout", visibilityTimeout);
        if (!Token.isUnresolved(maxReceiveCount)) {
            Demand.between(5, 1000, "maxReceiveCount of " + name, maxReceiveCount.intValue());
        }
    }

    /** A standard queue, hiding messages for a minute, with 5 receives. */
    public static QueueOptions standard(String name) {
        return new QueueOptions(name, false, Duration.ofSeconds(60), 5);
    }

    /** The same as a FIFO queue. */
    public static QueueOptions fifo(String name) {
        return new QueueOptions(name, true, Duration.ofSeconds(60), 5);
    }

    /** As SQS calls it. */
    String physicalName() {
        return Names.inStack(name + (fifo ? ".fifo" : ""));
    }

    public QueueOptions withVisibilityTimeout(Duration changed) {
        return new QueueOptions(name, fifo, changed, maxReceiveCount);
    }

    public QueueOptions withMaxReceiveCount(Number changed) {
        return new QueueOptions(name, fifo, visibilityTimeout, changed);
    }
}
