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
    private final Committing committing;

    VersionedMode(VersionedDefinition consumer, Committing committing) {
        this.consumer = consumer;
        this.committing = committing;
    }

    @Override
    public Attempt attempt(Event<?> event, Step step, Behind behind, Deadline deadline) {
        Write write = Calls.unchecked(() -> consumer.write(event));
        return committing.commit(event.envelope(), step, new Guard.FirstTime(), behind, Effect.of(write));
    }
}
