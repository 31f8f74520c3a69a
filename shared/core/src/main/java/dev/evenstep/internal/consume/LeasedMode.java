package dev.evenstep.internal.consume;

import dev.evenstep.consume.LeasedConsumer.WhenUnknown;
import dev.evenstep.event.Event;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.breaker.Bulkhead;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.Leases.Claimed;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import java.time.Instant;

/** A claim that lasts as long as the invocation can, and under it the call, its answer, and the commit. */
final class LeasedMode implements Mode {

    private final LeasedDefinition consumer;
    private final Leases leases;
    private final ConsumeOptions options;
    private final EffectCommitter committer;

    LeasedMode(LeasedDefinition consumer, Leases leases, ConsumeOptions options, EffectCommitter committer) {
        this.consumer = consumer;
        this.leases = leases;
        this.options = options;
        this.committer = committer;
    }

    @Override
    public Attempt attempt(Event<?> event, Step step, ParkedFollowers followers, Deadline deadline) {
        Bulkhead bulkhead = consumer.bulkhead(event);
        return bulkhead == null
                ? claimed(event, step, followers, deadline)
                : bulkhead.within(deadline, () -> claimed(event, step, followers, deadline), Attempt.Decided::new);
    }

    private Attempt claimed(Event<?> event, Step step, ParkedFollowers followers, Deadline deadline) {
        ExternalCall call = UncheckedCall.unchecked(() -> consumer.outside(event));
        String owner = options.owners().get();
        boolean runsAgain = consumer.whenUnknown() == WhenUnknown.RUN_AGAIN;
        Instant now = options.clock().instant();
        Instant expiry = now.plus(options.remember());
        return switch (leases.claim(step, owner, now, deadline.at(), expiry, runsAgain)) {
            case Claimed(var answer) ->
                new LeasedAttempt(
                                new LeasedRecord(leases, step, owner, options),
                                call,
                                options.binding(),
                                effect -> committer.commit(
                                        event.envelope(), step, new Guard.HeldBy(owner), followers, effect),
                                runsAgain)
                        .run(answer);
            case Refusal refusal -> new Attempt.Refused(refusal);
        };
    }
}
