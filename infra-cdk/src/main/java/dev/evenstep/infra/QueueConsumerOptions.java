package dev.evenstep.infra;

/**
 * A function and the queue that it consumes, of the same name.
 *
 * <ul>
 *   <li>The queue hides messages for at least 6 times the function's time-out, as Lambda's documentation asks for, so that
 *       no message comes back while it is being handled.
 *   <li>Of a FIFO queue, batches have at most 10 messages and are not waited for.
 * </ul>
 */
public record QueueConsumerOptions(FunctionOptions function, QueueOptions queue, BatchOptions batches) {

    private static final int TIMEOUTS_HIDDEN = 6;

    public QueueConsumerOptions {
        var least = function.timeout().multipliedBy(TIMEOUTS_HIDDEN);
        Demand.that(
                queue.visibilityTimeout().compareTo(least) >= 0,
                "visibilityTimeout of " + queue.name(),
                queue.visibilityTimeout(),
                "at least " + least + ", 6 times the time-out of " + function.name());
        if (queue.fifo()) {
            batches.demandFifo();
        }
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

    public QueueConsumerOptions withBatches(BatchOptions changed) {
        return new QueueConsumerOptions(function, queue, changed);
    }
}
