package dev.evenstep.consume;

import dev.evenstep.batch.Deadline;
import dev.evenstep.consume.TransactionalConsumer.Decider;
import dev.evenstep.event.Event;
import dev.evenstep.store.Commits.Guard;
import dev.evenstep.store.Reads;
import dev.evenstep.store.Step;

/** One transaction: the record, the state, the outbox. */
final class TransactionalMode implements Mode {

    private final TransactionalConsumer consumer;
    private final Reads reads;
    private final Committing committing;

    TransactionalMode(TransactionalConsumer consumer, Reads reads, Committing committing) {
        this.consumer = consumer;
        this.reads = reads;
        this.committing = committing;
    }

    @Override
    public Attempt attempt(Event<?> event, Step step, Behind behind, Deadline deadline) {
        Decider decider = Calls.unchecked(() -> consumer.decider(event));
        return decider.asksAgain()
                ? committing.commitAskingAgain(
                        event.envelope(), step, behind, () -> decider.effect().apply(reads))
                : committing.commit(
                        event.envelope(),
                        step,
                        new Guard.FirstTime(),
                        behind,
                        decider.effect().apply(reads));
    }
}
