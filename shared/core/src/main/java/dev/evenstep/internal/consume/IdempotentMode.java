package dev.evenstep.internal.consume;

import dev.evenstep.event.Event;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.store.Step;

/** No request of ours: the effect itself knows whether it took place. */
record IdempotentMode(IdempotentDefinition consumer) implements Mode {

    @Override
    public Attempt attempt(Event<?> event, Step step, ParkedFollowers followers, Deadline deadline) {
        return new Attempt.Decided(UncheckedCall.unchecked(() -> consumer.handle(event)));
    }
}
