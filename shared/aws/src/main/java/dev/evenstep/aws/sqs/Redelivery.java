package dev.evenstep.aws.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.batch.Outcome;
import dev.evenstep.decision.Decision;
import dev.evenstep.retry.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;

/**
 * When messages that did not settle come back: failures after growing delays, early events soon, what another executor
 * holds when its lease ends, what was not begun at once. Where SQS does not take a change, the queue's own visibility
 * timeout stays.
 */
public final class Redelivery {

    private static final Logger log = LoggerFactory.getLogger(Redelivery.class);

    /** SQS's limit for a batch request. */
    private static final int MOST_ENTRIES = 10;

    /** SQS's limit for DelaySeconds. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /** SQS's limit for a visibility timeout, less what the message has been invisible for at most: an invocation. */
    private static final Duration LONGEST_INVISIBILITY = Duration.ofHours(11);

    private final Supplier<SqsClient> sqs;
    private final Backoff backoff;
    private final int maxAttempts;
    private final Clock clock;

    public Redelivery(Supplier<SqsClient> sqs, Backoff backoff, int maxAttempts, Clock clock) {
        this.sqs = sqs;
        this.backoff = backoff;
        this.maxAttempts = maxAttempts;
        this.clock = clock;
    }

    /**
     * One request for every ten messages to come back.
     *
     * @return the ids of messages that were sent anew and so are done with
     */
    Set<String> arrange(QueueArn queue, List<Outcome> outcomes, Map<String, SQSMessage> messages) {
        Set<String> sentAnew = new HashSet<>();
        List<ChangeMessageVisibilityBatchRequestEntry> changes = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            SQSMessage message = messages.get(outcome.delivery().id());
            if (message == null || outcome.decision().settled()) {
                continue;
            }
            if (hadNoChanceAtItsLastReceive(queue, outcome) && sendAnew(queue, message, outcome)) {
                sentAnew.add(message.getMessageId());
            } else {
                changes.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("m" + changes.size())
                        .receiptHandle(message.getReceiptHandle())
                        .visibilityTimeout(wholeSeconds(invisibleFor(outcome, outcomes)))
                        .build());
            }
        }
        for (int from = 0; from < changes.size(); from += MOST_ENTRIES) {
            change(queue, changes.subList(from, Math.min(from + MOST_ENTRIES, changes.size())));
        }
        return sentAnew;
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

    private boolean sendAnew(QueueArn queue, SQSMessage message, Outcome outcome) {
        Duration delay = invisibleFor(outcome, List.of(outcome));
        try {
            var sent = sqs.get()
                    .sendMessage(request -> request.queueUrl(queue.url())
                            .messageBody(message.getBody())
                            .messageAttributes(MessageAttributes.of(message))
                            .delaySeconds(wholeSeconds(delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay)));
            log.info(
                    "Message {} had no chance at its last receive and waits anew as {}",
                    message.getMessageId(),
                    sent.messageId());
            return true;
        } catch (SdkException failure) {
            log.warn("Message {} could not be sent anew: {}", message.getMessageId(), failure.toString());
            return false;
        }
    }

    private void change(QueueArn queue, List<ChangeMessageVisibilityBatchRequestEntry> entries) {
        try {
            ChangeMessageVisibilityBatchResponse response = sqs.get()
                    .changeMessageVisibilityBatch(
                            request -> request.queueUrl(queue.url()).entries(entries));
            response.failed()
                    .forEach(entry -> log.warn(
                            "{}: a message comes back after the queue's own timeout: {}",
                            queue.name(),
                            entry.message()));
        } catch (SdkException failure) {
            log.warn(
                    "{}: {} messages come back after the queue's own timeout: {}",
                    queue.name(),
                    entries.size(),
                    failure.toString());
        }
    }
}
