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
    private final EffectCommitter committer;

    TransactionalMode(TransactionalDefinition consumer, Reads reads, EffectCommitter committer) {
        this.consumer = consumer;
        this.reads = reads;
        this.committer = committer;
    }

    @Override
    public Attempt attempt(Event<?> event, Step step, ParkedFollowers followers, Deadline deadline) {
        TransactionalDefinition.Decider decider = UncheckedCall.unchecked(() -> consumer.decider(event));
        return decider.asksAgain()
                ? committer.commitAskingAgain(
                        event.envelope(),
                        step,
                        followers,
                        () -> decider.effect().apply(reads))
                : committer.commit(
                        event.envelope(),
                        step,
                        new Guard.FirstTime(),
                        followers,
                        decider.effect().apply(reads));
    }
}
