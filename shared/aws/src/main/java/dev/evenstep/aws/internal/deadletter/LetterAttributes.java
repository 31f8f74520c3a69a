package dev.evenstep.aws.internal.deadletter;

import dev.evenstep.spi.Delivery;
import java.util.Set;

/** The names of the message attributes that say why a dead letter lies where it lies. */
public final class LetterAttributes {

    /** A {@link dev.evenstep.decision.Reason}'s code. */
    public static final String REASON = "evenstep-reason";

    /** The reason in words. */
    public static final String DETAIL = "evenstep-detail";

    public static final String CONSUMER = "evenstep-consumer";

    /** How often the source had delivered the record. */
    public static final String ATTEMPTS = "evenstep-attempts";

    /** The id that the record had with its source. */
    public static final String RECORD = "evenstep-record";

    /** The message group that it came in, and goes back to. */
    public static final String GROUP = "evenstep-group";

    /** The stack trace, where an exception is behind it. */
    public static final String STACK = "evenstep-stack";

    /** Of a letter that went back to a FIFO queue: what {@link #RECORD} was, by which a stopped group knows its head. */
    public static final String REDRIVEN = Delivery.REDRIVEN;

    /** All of them: what a letter is rid of when it goes back. Every other attribute is the message's own. */
    public static final Set<String> ALL = Set.of(REASON, DETAIL, CONSUMER, ATTEMPTS, RECORD, GROUP, STACK, REDRIVEN);

    private LetterAttributes() {}
}
