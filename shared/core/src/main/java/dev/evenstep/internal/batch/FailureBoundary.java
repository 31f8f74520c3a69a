package dev.evenstep.internal.batch;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.spi.Delivery;

/** Keeps what one record throws from the others. */
public final class FailureBoundary {

    private FailureBoundary() {}

    /**
     * Any exception, and any error that concerns this record alone (a missing class, a failed assertion, a stack that
     * grew too deep), becomes its decision.
     *
     * @throws VirtualMachineError when nothing in this JVM can be relied on any more, such as {@link OutOfMemoryError}
     */
    public static Decision decide(RecordHandler handler, Delivery delivery, Deadline deadline) {
        try {
            return handler.on(delivery, deadline);
        } catch (Throwable failure) {
            return decisionOf(failure);
        }
    }

    /** @throws VirtualMachineError as {@link #decide} does */
    public static Decision decisionOf(Throwable failure) {
        if (failure instanceof PermanentFailure permanent) {
            return Decision.Poison.of(permanent);
        }
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
        return Decision.Transient.of(failure);
    }
}
