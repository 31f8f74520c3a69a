package dev.evenstep.internal.store;

import dev.evenstep.spi.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits in the database, with all that its source delivered.
 *
 * @param condition what it waits for
 * @param place its place among what is parked behind that record, in the order of its turn
 * @param event its key, or what its source knows it by where it has none that can be read
 * @param state whether it waits, or only holds its place: dead-lettered, or for a person to decide
 * @param reason why it lies here, in words
 * @param attempts how often it was tried since it is parked
 * @param since when it was parked
 * @param until when it is given up; null: never, it waits for a redrive or a person
 */
public record ParkedEvent(
        WaitCondition condition,
        String place,
        String event,
        Delivery delivery,
        State state,
        String reason,
        int attempts,
        Instant since,
        @Nullable Instant until) {

    private static final int DIGITS = 19;

    /** What a record has reached that has nothing written down. */
    private static final long REACHED_BY_ALL = -1;

    /** What becomes of it when its turn comes. */
    public enum State {
        /** It runs. */
        WAITS,
        /** It is dead-lettered, and what follows waits for its redrive. */
        DEAD_LETTERED,
        /** Nobody knows whether its call was done: a person says whether it runs again or is dead-lettered. */
        HELD
    }

    public boolean waits() {
        return state == State.WAITS;
    }

    /** Whether it is an event of the stream that it waits in, and not one of another that waits for it. */
    public boolean isOfStream() {
        return place.endsWith("#");
    }

    /** Its own number, or that which its record must reach. */
    public long number() {
        return Long.parseLong(place.substring(0, DIGITS));
    }

    /** Whether its time is over. */
    public boolean isOverdue(Instant now) {
        return until != null && !until.isAfter(now);
    }

    /** What its source delivered, at its next attempt since it is parked. */
    public Delivery again() {
        return delivery.fromParking(attempts + 1);
    }

    public ParkedEvent failedAgain() {
        return new ParkedEvent(condition, place, event, delivery, state, reason, attempts + 1, since, until);
    }

    /** Of a held event, when a person has it run again: it waits for nothing more. */
    public ParkedEvent runningAgain() {
        return new ParkedEvent(
                new WaitCondition(condition.address(), REACHED_BY_ALL),
                place,
                event,
                delivery,
                State.WAITS,
                reason,
                attempts,
                since,
                null);
    }

    /** The same place, held by the event as it came last. */
    public ParkedEvent deadLettered(Delivery last, String why) {
        return new ParkedEvent(condition, place, event, last, State.DEAD_LETTERED, why, attempts, since, null);
    }

    /** The event at a number of its stream. */
    public static String placeOf(long number) {
        String digits = Long.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits + "#";
    }

    /** An event that waits until the record has reached a number, whatever its own is. */
    public static String placeBehind(long number, String event) {
        return placeOf(number) + event;
    }
}
