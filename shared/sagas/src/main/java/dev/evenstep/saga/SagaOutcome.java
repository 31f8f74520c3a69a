package dev.evenstep.saga;

import java.time.Instant;

/** What became of an event that a saga was told. */
public sealed interface SagaOutcome {

    /** The instance, {@code <saga>-<key>}. */
    String stream();

    /** It happened to the instance, and is in its stream. */
    record SagaAdvanced(String stream, SagaStatus status) implements SagaOutcome {}

    /** The same event did before. */
    record SagaDuplicate(String stream) implements SagaOutcome {}

    /** The instance does not await it any more, or not at all: nothing changed. */
    record SagaLate(String stream, String detail) implements SagaOutcome {}

    /** It is a time-out, and must not come before then: nothing changed. */
    record SagaNotDue(String stream, Instant until) implements SagaOutcome {}
}
