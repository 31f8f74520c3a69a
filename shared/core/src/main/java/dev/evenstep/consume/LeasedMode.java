package dev.evenstep.consume;

import dev.evenstep.batch.Deadline;
import dev.evenstep.decision.Decision;
import dev.evenstep.effect.Effect;
import dev.evenstep.event.Event;
import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.Leases.Claim.AlreadyCompleted;
import dev.evenstep.store.Leases.Claim.Claimed;
import dev.evenstep.store.Leases.Claim.HeldByAnother;
import dev.evenstep.store.Store;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A claim that lasts as long as the invocation can, the outside effect, and a completion that the claim fences. */
final class LeasedMode implements Mode {

    private static final Logger log = LoggerFactory.getLogger(LeasedMode.class);

    private final LeasedConsumer consumer;
    private final Store store;
    private final ConsumeOptions options;
    private final Committing committing;

    LeasedMode(LeasedConsumer consumer, Store store, ConsumeOptions options) {
        this.consumer = consumer;
        this.store = store;
        this.options = options;
        this.committing = new Committing(consumer.name(), store, options);
    }

    @Override
    public Decision consume(Event<?> event, Deadline deadline) {
        IdempotencyKey key = IdempotencyKey.of(consumer.name(), event.envelope());
        String owner = options.owners().get();
        Instant now = options.clock().instant();
        return switch (store.claim(key, owner, now, deadline.at(), now.plus(options.remember()))) {
            case Claimed claimed -> perform(event, key, owner);
            case AlreadyCompleted(String result) -> new Decision.Duplicate(result);
            case HeldByAnother(Instant until) -> new Decision.InProgress(until);
        };
    }

    private Decision perform(Event<?> event, IdempotencyKey key, String owner) {
        boolean settled = false;
        try {
            Effect effect = Calls.unchecked(() -> consumer.perform(event));
            Decision decision = committing.commit(event, new Guard.HeldBy(owner), effect);
            settled = decision.settled();
            return decision;
        } finally {
            if (!settled) {
                release(key, owner);
            }
        }
    }

    /** A failure here must not hide why the lease is given back; it ends by itself. */
    private void release(IdempotencyKey key, String owner) {
        try {
            store.release(key, owner);
        } catch (RuntimeException failure) {
            log.warn("{}: the lease of {} stands until it ends: {}", consumer.name(), key, failure.toString());
        }
    }
}
