package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.store.Refusal;

/** What came of trying an event's step. */
sealed interface Attempt {

    /** It is decided, whatever its record says. */
    record Decided(Decision decision) implements Attempt {}

    /** Its record does not let it in. */
    record Refused(Refusal refusal) implements Attempt {}
}
