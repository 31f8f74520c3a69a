package dev.evenstep.internal.consume;

import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Step;

/** One conditional write on the entity itself. */
final class VersionedMode implements Mode {

    private final VersionedDefinition consumer;
    private final EffectCommitter committer;

    VersionedMode(VersionedDefinition consumer, EffectCommitter committer) {
        this.consumer = consumer;
        this.committer = committer;
    }

    @Override
    public Attempt attempt(Event<?> event, Step step, ParkedFollowers followers, Deadline deadline) {
        Write write = UncheckedCall.unchecked(() -> consumer.write(event));
        return committer.commit(event.envelope(), step, new Guard.FirstTime(), followers, Effect.of(write));
    }
}
