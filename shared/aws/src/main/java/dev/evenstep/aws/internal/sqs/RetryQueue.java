package dev.evenstep.aws.internal.sqs;

import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.source.Unsettled;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Of a source that can only bring a whole batch again, what did not settle is handed to a queue, and the batch is done with. In
 * the batch's order, up to the first that the queue does not take, or that there is no time for.
 */
public final class RetryQueue<E> implements Unsettled<E> {

    private static final Logger log = LoggerFactory.getLogger(RetryQueue.class);

    /** How long before the deadline the answer must be on its way. */
    private static final Duration MARGIN = Duration.ofMillis(200);

    private final String consumer;
    private final SqsRetries queue;
    private final RetryPolicy policy;

    public RetryQueue(String consumer, SqsRetries queue, RetryPolicy policy) {
        this.consumer = consumer;
        this.queue = queue;
        this.policy = policy;
    }

    @Override
    public Set<String> keepElsewhere(E event, List<Outcome> outcomes, Deadline deadline) {
        Set<String> kept = new HashSet<>();
        if (outcomes.stream().anyMatch(RetryQueue::isInOrder)) {
            return kept;
        }
        for (Outcome outcome : outcomes) {
            if (!outcome.decision().settled()) {
                boolean isLate = !kept.isEmpty() && deadline.remaining().compareTo(MARGIN) < 0;
                if (isLate || !isKept(outcome.delivery())) {
                    return kept;
                }
                kept.add(outcome.delivery().id());
            }
        }
        return kept;
    }

    /** Behind the queue, what follows it in its group would come first: such a batch stays with its source. */
    private static boolean isInOrder(Outcome outcome) {
        return !outcome.decision().settled() && outcome.delivery().group() != null;
    }

    private boolean isKept(Delivery delivery) {
        try {
            queue.send(delivery, policy.backoff().after(1));
            return true;
        } catch (SdkException refused) {
            log.warn("{}: the event could not be handed to the queue of retries: {}", consumer, refused.toString());
            return false;
        }
    }
}
