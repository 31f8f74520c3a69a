package dev.evenstep.cdk;

import java.time.Duration;
import software.amazon.awscdk.Token;

/**
 * How a queue is set up. What is outside of these limits is refused with an {@link IllegalArgumentException}.
 *
 * @param name such as {@code place-order}; the stack's name comes before it, a FIFO queue's {@code .fifo} after it
 * @param fifo whether order is kept within message groups
 * @param visibilityTimeout how long a received message is hidden: up to 12 hours (SQS's limit), in whole seconds
 * @param maxReceiveCount how often a message may be received before it goes to the dead-letter queue: 5 to 1,000 (SQS's
 *     limit; fewer dead-letter messages that were only throttled, says <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Lambda</a>), or a token of a parameter
 * @param retention how long SQS keeps a message that nobody has handled, and then drops it in silence: a minute to 14 days
 *     (SQS's limits), and longer than it is hidden
 */
public record QueueOptions(
        String name, boolean fifo, Duration visibilityTimeout, Number maxReceiveCount, Duration retention) {

    static final Duration SQS_RETENTION = Duration.ofDays(4);

    public QueueOptions {
        Names.demand(name);
        var demand = new Demand(name);
        demand.between(
                Duration.ZERO,
                Duration.ofHours(12),
                "visibilityTimeout",
                visibilityTimeout,
                "set QueueOptions.withVisibilityTimeout");
        if (!Token.isUnresolved(maxReceiveCount)) {
            demand.between(
                    5,
                    1000,
                    "maxReceiveCount",
                    maxReceiveCount.intValue(),
                    "set QueueOptions.withMaxReceiveCount; RETRY_ATTEMPTS says how often a message is tried");
        }
        demand.between(
                Duration.ofMinutes(1), Duration.ofDays(14), "retention", retention, "set QueueOptions.withRetention");
        demand.that(
                retention.compareTo(visibilityTimeout) > 0,
                "retention",
                retention,
                "longer than the visibilityTimeout of " + visibilityTimeout,
                "raise QueueOptions.withRetention");
    }

    /** A standard queue, hiding messages for a minute, with 1,000 receives, keeping them for 4 days, SQS's default. */
    public static QueueOptions standard(String name) {
        return new QueueOptions(name, false, Duration.ofSeconds(60), 1000, SQS_RETENTION);
    }

    /** The same as a FIFO queue. */
    public static QueueOptions fifo(String name) {
        return new QueueOptions(name, true, Duration.ofSeconds(60), 1000, SQS_RETENTION);
    }

    /** As SQS calls it. */
    String physicalName() {
        return Names.inStack(name + (fifo ? ".fifo" : ""));
    }

    public QueueOptions withVisibilityTimeout(Duration changed) {
        return new QueueOptions(name, fifo, changed, maxReceiveCount, retention);
    }

    public QueueOptions withMaxReceiveCount(Number changed) {
        return new QueueOptions(name, fifo, visibilityTimeout, changed, retention);
    }

    public QueueOptions withRetention(Duration changed) {
        return new QueueOptions(name, fifo, visibilityTimeout, maxReceiveCount, changed);
    }
}
