package dev.evenstep.aws.internal.sqs;

import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/**
 * When messages that did not settle come back: a record's own failures after growing delays, what waits for a dependency
 * every minute at the latest, what another executor holds when its lease ends, what was not begun at once. Where SQS does
 * not take a change, or there is no time left to ask for it, the queue's own visibility timeout stays: the invocation's
 * answer is worth more.
 *
 * <p>A queue's {@code maxReceiveCount} gives nobody up: at the last receive a copy is sent, which begins to count anew and
 * keeps the time at which the first was sent. Of a FIFO group, all that is open in the batch is sent anew together, in its
 * order; what lies in the queue behind it comes before it then.
 */
public final class RetryScheduler {

    private static final Logger log = LoggerFactory.getLogger(RetryScheduler.class);

    /** SQS's limit for a batch request. */
    private static final int MOST_ENTRIES = 10;

    /** SQS's limit for DelaySeconds. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /** How long before the deadline the answer must be on its way. */
    private static final Duration MARGIN = Duration.ofMillis(200);

    /** With less time than this, a request is not worth beginning. */
    private static final Duration LEAST = Duration.ofMillis(100);

    private final QueueCalls calls;
    private final RetryDelays delays;
    private final int maxReceives;

    public RetryScheduler(Supplier<SqsClient> sqs, RetryPolicy policy, int maxReceives, Clock clock) {
        this.calls = new QueueCalls(sqs);
        this.delays = new RetryDelays(policy, clock);
        this.maxReceives = maxReceives;
    }

    /**
     * One request for every ten messages to come back. Ends shortly before the deadline, whatever hangs: the requests
     * have their own time-outs, and what those do not reach (making the client, looking up a name) is not waited for.
     *
     * @param handles the receipt handles by message id
     * @return the ids of messages that were sent anew and so are done with
     */
    Set<String> schedule(QueueArn queue, List<Outcome> outcomes, Map<String, String> handles, Deadline deadline) {
        List<Outcome> open = outcomes.stream()
                .filter(outcome -> !outcome.decision().settled()
                        && handles.containsKey(outcome.delivery().id()))
                .toList();
        Set<String> requeued = ConcurrentHashMap.newKeySet();
        if (!open.isEmpty() && isWorthwhile(timeFor(deadline), queue)) {
            Thread arranging = Thread.ofVirtual()
                    .name("redelivery")
                    .start(() -> schedule(queue, open, handles, deadline, requeued));
            awaitUntil(arranging, timeFor(deadline));
        }
        return Set.copyOf(requeued);
    }

    private void schedule(
            QueueArn queue, List<Outcome> open, Map<String, String> handles, Deadline deadline, Set<String> requeued) {
        try {
            List<ChangeMessageVisibilityBatchRequestEntry> changes = new ArrayList<>();
            Map<String, Duration> delayed = delays.of(open);
            Set<String> groups = groupsAtTheirLastReceive(open);
            Set<String> stuck = new HashSet<>();
            for (Outcome outcome : open) {
                String id = outcome.delivery().id();
                String group = outcome.delivery().group();
                Duration delay = delayed.getOrDefault(id, Duration.ZERO);
                boolean isLast = group == null ? isAtItsLastReceive(outcome) : groups.contains(group);
                if (isLast && (group == null || !stuck.contains(group)) && requeue(queue, outcome, delay, deadline)) {
                    requeued.add(id);
                } else {
                    if (isLast && group != null) {
                        stuck.add(group);
                    }
                    changes.add(change(changes.size(), handles.getOrDefault(id, ""), delay));
                }
            }
            for (int from = 0; from < changes.size() && isWorthwhile(timeFor(deadline), queue); from += MOST_ENTRIES) {
                int to = Math.min(from + MOST_ENTRIES, changes.size());
                calls.changeVisibility(queue, changes.subList(from, to), timeFor(deadline));
            }
        } catch (RuntimeException failure) {
            log.warn("{}: messages come back after the queue's own timeout", queue.name(), failure);
        }
    }

    private boolean isAtItsLastReceive(Outcome outcome) {
        return outcome.delivery().attempt() >= maxReceives;
    }

    /** A group's members go together, whatever their own counts: else a copy would come behind what follows it here. */
    private Set<String> groupsAtTheirLastReceive(List<Outcome> open) {
        return open.stream()
                .filter(this::isAtItsLastReceive)
                .map(outcome -> outcome.delivery().group())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private boolean requeue(QueueArn queue, Outcome outcome, Duration delay, Deadline deadline) {
        int seconds = wholeSeconds(delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay);
        Duration time = timeFor(deadline);
        return isWorthwhile(time, queue) && calls.requeue(queue, outcome.delivery(), seconds, time);
    }

    private static ChangeMessageVisibilityBatchRequestEntry change(
            int number, String receiptHandle, Duration invisible) {
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id("m" + number)
                .receiptHandle(receiptHandle)
                .visibilityTimeout(wholeSeconds(invisible))
                .build();
    }

    private static Duration timeFor(Deadline deadline) {
        return deadline.remaining().minus(MARGIN);
    }

    private static boolean isWorthwhile(Duration time, QueueArn queue) {
        boolean enough = time.compareTo(LEAST) >= 0;
        if (!enough) {
            log.warn("{}: no time left; messages come back after the queue's own timeout", queue.name());
        }
        return enough;
    }

    private static void awaitUntil(Thread arranging, Duration time) {
        try {
            if (!arranging.join(time)) {
                arranging.interrupt();
            }
        } catch (InterruptedException interrupted) {
            arranging.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /** Rounded up: coming back too early would burn a receive for nothing. */
    private static int wholeSeconds(Duration time) {
        return (int) time.plusMillis(999).toSeconds();
    }
}
