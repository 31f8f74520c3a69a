package dev.evenstep.order;

import dev.evenstep.spi.Sequence;

/**
 * Consuming in the order of a sequence, whatever order a source delivers in. One position is kept for each consumer and
 * stream, which is all events of one entity, or of what else the sequence counts. An event whose predecessor is missing is
 * parked in DynamoDB and runs when its turn comes.
 *
 * <p>The consumer must be fed <em>every</em> event of its streams: what it has no function for advances the position
 * without effect. A consumer that is fed a selection cannot tell a hole from what it is not fed, and keeps any order.
 *
 * @param start where a stream begins for a consumer that has not seen it
 * @param mostParked how many events of one stream are parked at most; what comes early beyond stays with its source
 */
public record InOrder(
        Sequence sequence, Start start, AfterPoison afterPoison, AfterDeadline afterDeadline, int mostParked) {

    /** Where a stream begins for a consumer that has not seen it. */
    public enum Start {
        /** With the sequence's first number: until that is handled, every later one is parked. */
        FIRST,
        /**
         * With whatever comes first, for a consumer that is deployed late. On a source without order that may be a later
         * event than the oldest that is on its way; earlier ones are stale then.
         */
        FIRST_SEEN
    }

    /** What follows an event of its stream or message group that is dead-lettered. */
    public enum AfterPoison {
        /** Waits: it is parked until the dead letter is redriven or skipped, and then runs by itself. */
        STOP_THE_LINE,
        /** Goes on, as if the event had been handled. In a sequence, its redrive comes late then and has no effect. */
        STEP_ASIDE
    }

    /** What happens to parked events when what they wait for has not come in time. */
    public enum AfterDeadline {
        /** They are dead-lettered as a gap, and can be redriven: they are parked again, or run if it came meanwhile. */
        DEAD_LETTER,
        /** What is missing is skipped, which is counted and logged, and they run. When it comes after all, it is stale. */
        SKIP
    }

    public InOrder {
        if (mostParked < 1) {
            throw new IllegalArgumentException("InOrder: mostParked is " + mostParked + "; at least 1 is needed");
        }
    }

    /** Entity versions from the first; poison stops the line; a gap that stays is dead-lettered; 1,000 parked a stream. */
    public static InOrder byEntityVersion() {
        return by(Sequence.entityVersions());
    }

    /** The same for another dense sequence. */
    public static InOrder by(Sequence sequence) {
        return new InOrder(sequence, Start.FIRST, AfterPoison.STOP_THE_LINE, AfterDeadline.DEAD_LETTER, 1_000);
    }

    /** A new stream begins with whatever comes first: {@link Start#FIRST_SEEN}. */
    public InOrder fromFirstSeen() {
        return new InOrder(sequence, Start.FIRST_SEEN, afterPoison, afterDeadline, mostParked);
    }

    /** A new stream begins with the sequence's first number: {@link Start#FIRST}. */
    public InOrder fromFirst() {
        return new InOrder(sequence, Start.FIRST, afterPoison, afterDeadline, mostParked);
    }

    /** What follows poison goes on, and a redrive of the poison has no effect: {@link AfterPoison#STEP_ASIDE}. */
    public InOrder steppingAside() {
        return new InOrder(sequence, start, AfterPoison.STEP_ASIDE, afterDeadline, mostParked);
    }

    /** What does not come in time is left out: {@link AfterDeadline#SKIP}. */
    public InOrder skippingGaps() {
        return new InOrder(sequence, start, afterPoison, AfterDeadline.SKIP, mostParked);
    }

    /** @param events of one stream that are parked at once, at least 1 */
    public InOrder atMostParked(int events) {
        return new InOrder(sequence, start, afterPoison, afterDeadline, events);
    }
}
