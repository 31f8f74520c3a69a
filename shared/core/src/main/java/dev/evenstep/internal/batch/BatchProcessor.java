package dev.evenstep.internal.batch;

import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.util.List;

/** Turns the deliveries of one invocation into decisions: exactly one each, in the order in which they came. */
public interface BatchProcessor {

    List<Outcome> run(List<Delivery> batch, Deadline deadline);
}
