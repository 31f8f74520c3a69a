package dev.evenstep.internal.consume;

import dev.evenstep.event.Event;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.store.Step;

/** How an effect is made to happen once. */
interface Mode {

    /** @param followers what is parked behind the step's record, as far as it is known, and how to find out */
    Attempt attempt(Event<?> event, Step step, ParkedFollowers followers, Deadline deadline);
}
