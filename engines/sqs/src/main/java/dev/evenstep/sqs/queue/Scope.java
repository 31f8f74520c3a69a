package dev.evenstep.sqs.queue;

import java.time.Duration;

/**
 * Whether deduplication ids are told apart by group, which a change of attributes changes a minute later (API reference,
 * SetQueueAttributes: "can take up to 60 seconds").
 *
 * @param before as it is until then
 * @param after as it is from then on
 */
record Scope(boolean before, boolean after, long from) {

    private static final long PROPAGATION = Duration.ofSeconds(60).toMillis();

    static Scope of(boolean perGroup) {
        return new Scope(perGroup, perGroup, 0);
    }

    boolean perGroup(long now) {
        return now < from ? before : after;
    }

    Scope change(boolean perGroup, long now) {
        return perGroup == after ? this : new Scope(perGroup(now), perGroup, now + PROPAGATION);
    }
}
