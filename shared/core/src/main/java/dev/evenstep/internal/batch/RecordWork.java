package dev.evenstep.internal.batch;

import dev.evenstep.decision.Decision;
import dev.evenstep.spi.Delivery;

/** Decides one record. May throw anything; whoever runs it contains that. */
@FunctionalInterface
public interface RecordWork {

    Decision on(Delivery delivery, Deadline deadline);
}
