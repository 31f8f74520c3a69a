package dev.evenstep.consume;

import dev.evenstep.batch.Deadline;
import dev.evenstep.effect.Effect;
import dev.evenstep.event.Event;
import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.Leases;
import dev.evenstep.store.Leases.Claimed;
import dev.evenstep.store.Refusal;
import dev.evenstep.store.Step;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A claim that lasts as long as the invocation can, the outside effect, and a completion that the claim fences. */
final class LeasedMode implements Mode {

    private static final Logger log = LoggerFactory.getLogger(LeasedMode.class);

    private final LeasedConsumer consumer;
    private final Leases leases;
    private final ConsumeOptions options;
    private final Committing committing;

    LeasedMode(LeasedConsumer consumer, Leases leases, ConsumeOptions options, Committing committing) {
        this.consumer = consumer;
        this.leases = leases;
        this.options = options;
        this.committing = committing;
    }

    @Override
    public Attempt attempt(Event<?> event, Step step, Behind behind, Deadline deadline) {
        String owner = options.owners().get();
        Instant now = options.clock().instant();
        return switch (leases.claim(step, owner, now, deadline.at(), now.plus(options.remember()))) {
            case Claimed claimed -> perform(event, step, behind, owner);
            case Refusal refusal -> new Attempt.Refused(refusal);
        };
    }

    private Attempt perform(Event<?> event, Step step, Behind behind, String owner) {
        boolean settled = false;
        try {
            Effect effect = Calls.unchecked(() -> consumer.perform(event));
            Attempt attempt = committing.commit(event.envelope(), step, new Guard.HeldBy(owner), behind, effect);
            settled = attempt instanceof Attempt.Decided decided
                    && decided.decision().settled();
            return attempt;
        } finally {
            if (!settled) {
                release(step, owner);
            }
        }
    }

    /** A failure here must not hide why the lease is given back; it ends by itself. */
    private void release(Step step, String owner) {
        try {
            leases.release(step.address(), owner);
        } catch (RuntimeException failure) {
            log.warn("{}: the lease of {} stands until it ends: {}", consumer.name(), step.event(), failure.toString());
        }
    }
}
