package dev.evenstep.batch;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;

/** Keeps what one record throws from the others. */
public final class Contained {

    private Contained() {}

    /**
     * Any exception, and any error that concerns this record alone (a missing class, a failed assertion, a stack that
     * grew too deep), becomes its decision.
     *
     * @throws VirtualMachineError when nothing in this JVM can be relied on any more, such as {@link OutOfMemoryError}
     */
    public static Decision decide(RecordWork work, Delivery delivery, Deadline deadline) {
        try {
            return work.on(delivery, deadline);
        } catch (PermanentFailure failure) {
            return Decision.Poison.of(failure);
        } catch (StackOverflowError failure) {
            return Decision.Transient.of(failure);
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable failure) {
            return Decision.Transient.of(failure);
        }
    }
}
