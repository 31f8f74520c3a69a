package dev.evenstep.batch;

import java.util.List;

/** Turns the deliveries of one invocation into decisions: exactly one each, in the order in which they came. */
public interface BatchWork {

    List<Outcome> run(List<Delivery> batch, Deadline deadline);
}
