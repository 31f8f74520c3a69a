package dev.evenstep.aws.internal.deadletter;

import dev.evenstep.spi.Delivery;
import java.util.Set;

/** The names of the message attributes that say why a dead letter lies where it lies. */
public final class DeadLetterAttributes {

    /** A {@link dev.evenstep.decision.Reason}'s code. */
    public static final String REASON = "evenstep-reason";

    /** The reason in words. */
    public static final String DETAIL = "evenstep-detail";

    public static final String CONSUMER = "evenstep-consumer";

    /** How often the record was tried: as it failed by itself, or as its source had delivered it. */
    public static final String ATTEMPTS = "evenstep-attempts";

    /** The id that the record had with its source. */
    public static final String RECORD = "evenstep-record";

    /** The message group that it came in, and goes back to. */
    public static final String GROUP = "evenstep-group";

    /** The stack trace as {@link UserStackTrace} has it, where an exception is behind it. */
    public static final String STACK = "evenstep-stack";

    /** The event's own id, as far as its body could be read. */
    public static final String EVENT = "evenstep-event";

    /** The event's type. */
    public static final String TYPE = "evenstep-type";

    /** The entity that the event is about. */
    public static final String SUBJECT = "evenstep-subject";

    /** A {@link dev.evenstep.decision.Decision}'s code. */
    public static final String DECISION = "evenstep-decision";

    /** Others in one, where SQS has no place for each: see {@link PackedAttributes}. */
    public static final String PACKED = "evenstep-packed";

    /** Of a letter that went back to a FIFO queue: what {@link #RECORD} was, by which a stopped group knows its head. */
    public static final String REDRIVEN = Delivery.REDRIVEN;

    /** All of them: what a letter is rid of when it goes back. Every other attribute is the message's own. */
    public static final Set<String> ALL = Set.of(
            REASON, DETAIL, CONSUMER, ATTEMPTS, RECORD, GROUP, STACK, EVENT, TYPE, SUBJECT, DECISION, PACKED, REDRIVEN);

    private DeadLetterAttributes() {}
}
