package dev.evenstep.internal.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a record does not let a step in. A refused step has done nothing. */
public sealed interface Refusal extends Commits.CommitOutcome, Leases.Claim {

    /**
     * The event was handled before.
     *
     * @param result what was answered then, as JSON
     * @param parked how many events wait behind the record
     */
    record AlreadyCompleted(@Nullable String result, int parked) implements Refusal {}

    /** The event's key is known, with another type or data. */
    record KeyReused(String event) implements Refusal {}

    /**
     * The event's number is the stored one, and another event made it.
     *
     * @param event the key of that event
     */
    record Conflict(long stored, String event) implements Refusal {}

    /** The stream is past the event's number: the event is late, or a duplicate that comes late. */
    record Late(long stored, int parked) implements Refusal {}

    /** The event before this one is missing. */
    record Early(long stored, long number, int parked) implements Refusal {}

    /** Another owner's lease stands. */
    record HeldByAnother(Instant until) implements Refusal {}

    /**
     * An owner's lease is over, and what the outside answered is not known: it may have been called.
     *
     * @param parked how many events wait behind the record
     */
    record AnswerUnknown(int parked) implements Refusal {}

    /** The lease is gone, and nobody else has it. */
    record LeaseLost() implements Refusal {}

    /** It would be let in, but events are parked behind the record that whoever takes this step must look after. */
    record OthersParked(int parked) implements Refusal {}

    /** The record changed while the step was tried: it would be let in now. */
    record Raced() implements Refusal {}
}
