package dev.evenstep.consume;

import dev.evenstep.batch.Deadline;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.Event;

/** How an effect is made to happen once. */
interface Mode {

    Decision consume(Event<?> event, Deadline deadline);
}
