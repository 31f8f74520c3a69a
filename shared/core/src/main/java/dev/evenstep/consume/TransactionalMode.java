package dev.evenstep.consume;

import dev.evenstep.batch.Deadline;
import dev.evenstep.consume.TransactionalConsumer.Decider;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.Event;
import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.Commits.Outcome.AlreadyCompleted;
import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.Store;

/** One transaction: the mark, the state, the outbox. */
final class TransactionalMode implements Mode {

    private final TransactionalConsumer consumer;
    private final Store store;
    private final ConsumeOptions options;
    private final Committing committing;

    TransactionalMode(TransactionalConsumer consumer, Store store, ConsumeOptions options) {
        this.consumer = consumer;
        this.store = store;
        this.options = options;
        this.committing = new Committing(consumer.name(), store, options);
    }

    @Override
    public Decision consume(Event<?> event, Deadline deadline) {
        Decider decider = Calls.unchecked(() -> consumer.decider(event));
        return decider.asksAgain()
                ? commitAskingAgain(event, decider)
                : committing.commit(
                        event, new Guard.FirstTime(), decider.effect().apply(store));
    }

    private Decision commitAskingAgain(Event<?> event, Decider decider) {
        try {
            return committing.commitAskingAgain(event, () -> decider.effect().apply(store));
        } catch (RuntimeException failure) {
            return duplicateOr(event, failure);
        }
    }

    /** What an event did before may be why its function, asked about the state after that, objects now. */
    private Decision duplicateOr(Event<?> event, RuntimeException failure) {
        AlreadyCompleted earlier = store.handled(
                IdempotencyKey.of(consumer.name(), event.envelope()),
                options.clock().instant());
        if (earlier == null) {
            throw failure;
        }
        return new Decision.Duplicate(earlier.result());
    }
}
