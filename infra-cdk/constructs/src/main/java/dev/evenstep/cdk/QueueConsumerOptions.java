package dev.evenstep.cdk;

/**
 * A function and the queue that it consumes, of the same name.
 *
 * <ul>
 *   <li>The queue hides messages for at least 6 times the function's time-out and the batches' window, as <a
 *       href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Lambda's documentation</a> asks for, so
 *       that no message comes back while it is being handled.
 *   <li>It keeps messages for longer than the function goes on trying them, which its {@code RETRY_PATIENCE_SECONDS} says, 3
 *       days where it is not set.
 *   <li>Of a FIFO queue, batches have at most 10 messages and are not waited for.
 * </ul>
 *
 * <p>Where that is not so, or the batches are outside of Lambda's limits, it is refused with an {@link IllegalArgumentException},
 * which names the function, the value, the rule and what to change.
 */
public record QueueConsumerOptions(FunctionOptions function, QueueOptions queue, BatchOptions batches) {

    private static final int TIMEOUTS_HIDDEN = 6;
    private static final String PATIENCE = "RETRY_PATIENCE_SECONDS";
    private static final String USUAL_PATIENCE = "259200";

    public QueueConsumerOptions {
        var demand = new Demand(function.name());
        demand.that(
                queue.name().equals(function.name()),
                "queue",
                queue.name(),
                "called as its function is",
                "give QueueOptions the function's name");
        batches.check(demand, queue.fifo());
        var least = function.timeout().multipliedBy(TIMEOUTS_HIDDEN).plus(batches.window());
        demand.that(
                queue.visibilityTimeout().compareTo(least) >= 0,
                "visibilityTimeout",
                queue.visibilityTimeout(),
                "at least %s, 6 times the time-out of %s and the window of %s"
                        .formatted(least, function.timeout(), batches.window()),
                "raise QueueOptions.withVisibilityTimeout, or lower FunctionOptions.withTimeout");
        var patience = function.environment().getOrDefault(PATIENCE, USUAL_PATIENCE);
        demand.that(
                !patience.matches("\\d{1,9}") || queue.retention().toSeconds() > Long.parseLong(patience),
                "retention",
                queue.retention(),
                "longer than " + PATIENCE + " of " + patience + ", since SQS drops what is older in silence",
                "raise QueueOptions.withRetention, or lower " + PATIENCE);
    }

    /** Behind a standard queue that hides messages for 6 times the function's time-out. */
    public static QueueConsumerOptions standard(FunctionOptions function) {
        return fitting(function, QueueOptions.standard(function.name()));
    }

    /** Behind a FIFO queue, likewise. */
    public static QueueConsumerOptions fifo(FunctionOptions function) {
        return fitting(function, QueueOptions.fifo(function.name()));
    }

    private static QueueConsumerOptions fitting(FunctionOptions function, QueueOptions queue) {
        return new QueueConsumerOptions(
                function,
                queue.withVisibilityTimeout(function.timeout().multipliedBy(TIMEOUTS_HIDDEN)),
                BatchOptions.defaults());
    }

    public QueueConsumerOptions withQueue(QueueOptions changed) {
        return new QueueConsumerOptions(function, changed, batches);
    }

    /** For a window, the queue has to hide messages for as much longer: {@link #withQueue} first. */
    public QueueConsumerOptions withBatches(BatchOptions changed) {
        return new QueueConsumerOptions(function, queue, changed);
    }
}
