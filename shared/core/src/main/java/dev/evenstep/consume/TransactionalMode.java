package dev.evenstep.consume;

import dev.evenstep.batch.Deadline;
import dev.evenstep.consume.TransactionalConsumer.Decider;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.Event;
import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.Store;

/** One transaction: the mark, the state, the outbox. */
final class TransactionalMode implements Mode {

    private final TransactionalConsumer consumer;
    private final Store store;
    private final Committing committing;

    TransactionalMode(TransactionalConsumer consumer, Store store, ConsumeOptions options) {
        this.consumer = consumer;
        this.store = store;
        this.committing = new Committing(consumer.name(), store, options);
    }

    @Override
    public Decision consume(Event<?> event, Deadline deadline) {
        Decider decider = Calls.unchecked(() -> consumer.decider(event));
        return decider.asksAgain()
                ? committing.commitAskingAgain(event, () -> decider.effect().apply(store))
                : committing.commit(
                        event, new Guard.FirstTime(), decider.effect().apply(store));
    }
}
