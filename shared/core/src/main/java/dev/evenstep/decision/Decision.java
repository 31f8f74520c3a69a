package dev.evenstep.decision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record. Every record of a batch ends in exactly one of these; the source's adapter turns it into
 * the source's own answer.
 */
public sealed interface Decision {

    /** Every {@link #code}. */
    List<String> CODES = List.of(
            "applied",
            "duplicate",
            "stale",
            "gap",
            "parked",
            "skipped",
            "unpublished",
            "woken-up",
            "ignored",
            "handed-on",
            "in-progress",
            "transient",
            "withheld",
            "poison",
            "deadline-exceeded",
            "blocked");

    /** Its name in logs, metrics and dead letters, which never changes, whatever the types here are called. */
    default String code() {
        return switch (this) {
            case Applied applied -> "applied";
            case Duplicate duplicate -> "duplicate";
            case Stale stale -> "stale";
            case Gap gap -> "gap";
            case Parked parked -> "parked";
            case Skipped skipped -> "skipped";
            case Unpublished unpublished -> "unpublished";
            case WokenUp woken -> "woken-up";
            case Ignored ignored -> "ignored";
            case HandedOn handedOn -> "handed-on";
            case InProgress busy -> "in-progress";
            case Transient failed -> "transient";
            case Withheld withheld -> "withheld";
            case Poison poison -> "poison";
            case DeadlineExceeded late -> "deadline-exceeded";
            case Blocked blocked -> "blocked";
        };
    }

    /** Whether the record is done with, for good or bad. The source gets every other one back. */
    boolean settled();

    /** What the effect answers its caller, as JSON; null where it answers nothing, or did not take place. */
    default @Nullable String result() {
        return null;
    }

    /**
     * The effect took place, now and for the first time.
     *
     * @param result what it answers, as JSON; null where it answers nothing
     */
    record Applied(@Nullable String result) implements Decision {

        /** It answers nothing. */
        public Applied() {
            this(null);
        }

        @Override
        public boolean settled() {
            return true;
        }
    }

    /**
     * The effect took place earlier.
     *
     * @param result what the first run answered, as JSON; null where it answered nothing
     */
    record Duplicate(@Nullable String result) implements Decision {
        @Override
        public boolean settled() {
            return true;
        }
    }

    /** The stream is past this position already: the event came late and is acknowledged without effect. */
    record Stale(long stored, long incoming) implements Decision {
        @Override
        public boolean settled() {
            return true;
        }
    }

    /** The event came early, and as many are parked already as may be: it is tried again. */
    record Gap(long stored, long incoming) implements Decision {
        @Override
        public boolean settled() {
            return false;
        }
    }

    /**
     * The event waits in the database for another one, and runs by itself when that was handled.
     *
     * @param awaited what it waits for
     * @param until when it is given up; null: never, it waits for a redrive or a person
     */
    record Parked(String awaited, @Nullable Instant until) implements Decision {

        private static final Parked HELD = new Parked("a person's decision", null);

        /** Nobody knows whether its call was done: a person decides. */
        public static Parked held() {
            return HELD;
        }

        /** Whether it waits for a person's decision. */
        public boolean isHeld() {
            return equals(HELD);
        }

        @Override
        public boolean settled() {
            return true;
        }
    }

    /**
     * What is missing from a stream, or dead-lettered in it, is not waited for any more. It is told of the stream, and of no
     * record that was delivered.
     *
     * @param from the first number that is left out
     * @param to the last one
     */
    record Skipped(long from, long to) implements Decision {

        @Override
        public boolean settled() {
            return true;
        }
    }

    /**
     * The event stays in the outbox, and the sweeper publishes it: the bus does not take it now, or an event before it.
     *
     * @param detail what stands in the way
     */
    record Unpublished(String detail) implements Decision {

        @Override
        public boolean settled() {
            return true;
        }
    }

    /** A message of a consumer to itself: what is parked was looked after. */
    record WokenUp() implements Decision {

        @Override
        public boolean settled() {
            return true;
        }
    }

    /** No consumer of the function takes its type, and the function ignores such. */
    record Ignored() implements Decision {

        @Override
        public boolean settled() {
            return true;
        }
    }

    /** No consumer of the function takes its type: it is in the queue for such. */
    record HandedOn() implements Decision {

        @Override
        public boolean settled() {
            return true;
        }
    }

    /** Somebody else is at work on this event and may be until then, or it is not due before: a wake-up, or what its extension {@code notbefore} says. */
    record InProgress(Instant until) implements Decision {
        @Override
        public boolean settled() {
            return false;
        }
    }

    /**
     * It failed in a way that may pass.
     *
     * @param attempts how often the record has failed by itself, this time included; 0 where this failure does not count
     */
    record Transient(
            Failure failure,
            int attempts,
            String detail,
            @Nullable Throwable cause) implements Decision {

        @Override
        public boolean settled() {
            return false;
        }

        /** The failure that an exception tells of, for whoever judges it: until then, it is the record's own. */
        public static Transient of(Throwable cause) {
            return new Transient(Failure.ofRecord(), 0, Failures.describe(cause), cause);
        }

        /** The record's own failure, without an exception. */
        public static Transient ofRecord(String detail) {
            return new Transient(Failure.ofRecord(), 0, detail, null);
        }

        /** Others were in the way. */
        public static Transient ofContention(String detail) {
            return new Transient(Failure.ofContention(), 0, detail, null);
        }

        public Transient judged(Failure as) {
            return new Transient(as, attempts, detail, cause);
        }

        public Transient atAttempt(int number) {
            return new Transient(failure, number, detail, cause);
        }
    }

    /**
     * Not begun because something that its consumer depends on is away or has no place for it, or because something else comes
     * first.
     *
     * @param dependency what it waits for
     * @param until when it is looked at again
     * @param isAway whether that is away; false: it is there, and others come first
     */
    record Withheld(String dependency, Instant until, boolean isAway) implements Decision {

        /** Behind a breaker. */
        public Withheld(String dependency, Instant until) {
            this(dependency, until, true);
        }

        /** It got no place, or its queue yields to another. */
        public static Withheld behindOthers(String dependency, Instant until) {
            return new Withheld(dependency, until, false);
        }

        @Override
        public boolean settled() {
            return false;
        }
    }

    /** It will never succeed: it goes to the dead-letter queue with its reason. */
    record Poison(Reason reason, String detail, @Nullable Throwable cause) implements Decision {
        @Override
        public boolean settled() {
            return true;
        }

        /** The poison that an exception tells of. */
        public static Poison of(PermanentFailure failure) {
            return new Poison(failure.reason(), Failures.describe(failure), failure);
        }
    }

    /**
     * Not finished because the invocation's deadline is near.
     *
     * @param begun whether it was begun and cut off
     */
    record DeadlineExceeded(boolean begun) implements Decision {
        @Override
        public boolean settled() {
            return false;
        }
    }

    /** Not begun because an earlier record of its group did not settle: going on would break the order. */
    record Blocked(String behind) implements Decision {
        @Override
        public boolean settled() {
            return false;
        }
    }
}
