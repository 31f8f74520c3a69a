package dev.evenstep.aws.sqs;

import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Outcome;
import dev.evenstep.decision.Decision;
import dev.evenstep.retry.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/**
 * When messages that did not settle come back: failures after growing delays, early events soon, what another executor
 * holds when its lease ends, what was not begun at once. Where SQS does not take a change, or there is no time left to
 * ask for it, the queue's own visibility timeout stays: the invocation's answer is worth more.
 */
public final class Redelivery {

    private static final Logger log = LoggerFactory.getLogger(Redelivery.class);

    /** SQS's limit for a batch request. */
    private static final int MOST_ENTRIES = 10;

    /** SQS's limit for DelaySeconds. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /** SQS's limit for a visibility timeout, less what the message has been invisible for at most: an invocation. */
    private static final Duration LONGEST_INVISIBILITY = Duration.ofHours(11);

    /** How long before the deadline the answer must be on its way. */
    private static final Duration MARGIN = Duration.ofMillis(200);

    /** With less time than this, a request is not worth beginning. */
    private static final Duration LEAST = Duration.ofMillis(100);

    private final QueueCalls calls;
    private final Backoff backoff;
    private final int maxAttempts;
    private final Clock clock;

    public Redelivery(Supplier<SqsClient> sqs, Backoff backoff, int maxAttempts, Clock clock) {
        this.calls = new QueueCalls(sqs);
        this.backoff = backoff;
        this.maxAttempts = maxAttempts;
        this.clock = clock;
    }

    /**
     * One request for every ten messages to come back. Ends shortly before the deadline, whatever hangs: the requests
     * have their own time-outs, and what those do not reach (making the client, looking up a name) is not waited for.
     *
     * @param handles the receipt handles by message id
     * @return the ids of messages that were sent anew and so are done with
     */
    Set<String> arrange(QueueArn queue, List<Outcome> outcomes, Map<String, String> handles, Deadline deadline) {
        List<Outcome> open = outcomes.stream()
                .filter(outcome -> !outcome.decision().settled()
                        && handles.containsKey(outcome.delivery().id()))
                .toList();
        Set<String> sentAnew = ConcurrentHashMap.newKeySet();
        if (!open.isEmpty() && isWorthwhile(timeFor(deadline), queue)) {
            Thread arranging = Thread.ofVirtual()
                    .name("redelivery")
                    .start(() -> arrange(queue, open, handles, deadline, sentAnew));
            awaitUntil(arranging, timeFor(deadline));
        }
        return Set.copyOf(sentAnew);
    }

    private void arrange(
            QueueArn queue, List<Outcome> open, Map<String, String> handles, Deadline deadline, Set<String> sentAnew) {
        try {
            List<ChangeMessageVisibilityBatchRequestEntry> changes = new ArrayList<>();
            for (Outcome outcome : open) {
                String id = outcome.delivery().id();
                if (hadNoChanceAtItsLastReceive(queue, outcome) && sendAnew(queue, outcome, deadline)) {
                    sentAnew.add(id);
                } else {
                    changes.add(change(changes.size(), handles.getOrDefault(id, ""), invisibleFor(outcome, open)));
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

    private boolean sendAnew(QueueArn queue, Outcome outcome, Deadline deadline) {
        Duration delay = invisibleFor(outcome, List.of(outcome));
        int seconds = wholeSeconds(delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay);
        Duration time = timeFor(deadline);
        return isWorthwhile(time, queue) && calls.sendAnew(queue, outcome.delivery(), seconds, time);
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

    private Duration invisibleFor(Outcome outcome, List<Outcome> all) {
        Duration wanted = switch (outcome.decision()) {
            case Decision.Transient failed -> backoff.after(outcome.delivery().attempt());
            case Decision.Gap early -> backoff.after(outcome.delivery().attempt());
            case Decision.InProgress(Instant until) -> untilAfter(until);
            case Decision.Held(String behind) ->
                all.stream()
                        .filter(other -> other.delivery().id().equals(behind))
                        .findFirst()
                        .map(other -> invisibleFor(other, all))
                        .orElse(Duration.ZERO);
            case Decision.OutOfTime late -> Duration.ZERO;
            case Decision.Applied settled -> Duration.ZERO;
            case Decision.Duplicate settled -> Duration.ZERO;
            case Decision.Stale settled -> Duration.ZERO;
            case Decision.Poison settled -> Duration.ZERO;
            case Decision.Parked settled -> Duration.ZERO;
            case Decision.Skipped settled -> Duration.ZERO;
            case Decision.Unpublished settled -> Duration.ZERO;
            case Decision.WokenUp settled -> Duration.ZERO;
        };
        return wanted.compareTo(LONGEST_INVISIBILITY) > 0 ? LONGEST_INVISIBILITY : wanted;
    }

    private Duration untilAfter(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? Duration.ZERO : left.plusMillis(1);
    }

    /** Rounded up: coming back too early would burn a receive for nothing. */
    private static int wholeSeconds(Duration time) {
        return (int) time.plusMillis(999).toSeconds();
    }

    /**
     * Waiting for somebody else, or for its turn, must not end in the dead-letter queue: a copy starts counting anew. Not
     * on a FIFO queue, where a copy would come behind what follows it.
     */
    private boolean hadNoChanceAtItsLastReceive(QueueArn queue, Outcome outcome) {
        boolean hadNoChance = outcome.decision() instanceof Decision.InProgress
                || (outcome.decision() instanceof Decision.OutOfTime(boolean begun) && !begun);
        return hadNoChance && outcome.delivery().attempt() >= maxAttempts && !queue.isFifo();
    }
}
