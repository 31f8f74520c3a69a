package dev.evenstep.aws.internal.sqs;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long messages that did not settle stay away. A group's followers stay as long as their head, to the second: what came
 * back before it would be received before it.
 */
final class RetryDelays {

    /** SQS's limit for a visibility timeout, less what the message has been invisible for at most: an invocation. */
    private static final Duration LONGEST = Duration.ofHours(11);

    private final RetryPolicy policy;
    private final Clock clock;

    RetryDelays(RetryPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** By message id. */
    Map<String, Duration> of(List<Outcome> open) {
        Map<String, Duration> delays = new HashMap<>();
        open.forEach(outcome -> delays.put(outcome.delivery().id(), own(outcome)));
        for (Outcome outcome : open) {
            if (outcome.decision() instanceof Decision.Blocked(String behind)) {
                delays.put(outcome.delivery().id(), delays.getOrDefault(behind, Duration.ZERO));
            }
        }
        return delays;
    }

    private Duration own(Outcome outcome) {
        Duration wanted = switch (outcome.decision()) {
            case Decision.Transient failed
            when failed.failure().kind() == FailureClass.RECORD ->
                policy.backoff().after(failed.attempts());
            case Decision.Transient failed ->
                policy.waiting().after(outcome.delivery().attempt());
            case Decision.Gap early -> policy.waiting().after(outcome.delivery().attempt());
            case Decision.Withheld withheld -> untilAfter(withheld.until());
            case Decision.InProgress(Instant until) -> untilAfter(until);
            default -> Duration.ZERO;
        };
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    private Duration untilAfter(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? Duration.ZERO : left.plusMillis(1);
    }
}
