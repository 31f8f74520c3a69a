package dev.evenstep.batch;

import dev.evenstep.decision.Decision;

/** Decides one record. May throw anything; whoever runs it contains that. */
@FunctionalInterface
public interface RecordWork {

    Decision on(Delivery delivery, Deadline deadline);
}
