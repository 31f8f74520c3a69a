package dev.evenstep.internal.consume;

import dev.evenstep.event.Event;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Reads;
import dev.evenstep.internal.store.Step;

/** One transaction: the record, the state, the outbox. */
final class TransactionalMode implements Mode {

    private final TransactionalDefinition consumer;
    private final Reads reads;
    private final Committing committing;

    TransactionalMode(TransactionalDefinition consumer, Reads reads, Committing committing) {
        this.consumer = consumer;
        this.reads = reads;
        this.committing = committing;
    }

    @Override
    public Attempt attempt(Event<?> event, Step step, Behind behind, Deadline deadline) {
        TransactionalDefinition.Decider decider = Calls.unchecked(() -> consumer.decider(event));
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
