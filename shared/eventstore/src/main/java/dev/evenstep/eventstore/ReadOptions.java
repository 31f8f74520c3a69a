package dev.evenstep.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which part of a stream is read, and in which direction. Immutable. */
public final class ReadOptions {

    private static final int DEFAULT_LIMIT = 1_000;

    private final Parts parts;

    private record Parts(
            boolean forward,
            @Nullable Position start,
            int from,
            int to,
            @Nullable Instant until,
            int limit) {}

    private ReadOptions(Parts parts) {
        this.parts = parts;
        if (parts.from < 1 || parts.to < 1 || parts.limit < 1) {
            throw new IllegalArgumentException("from is %d, to is %d, limit is %d: 1 or more is needed"
                    .formatted(parts.from, parts.to, parts.limit));
        }
        if (parts.until != null && !parts.forward) {
            throw new IllegalArgumentException("until goes with reading forward only");
        }
    }

    /** From the first event on, up to 1,000. */
    public static ReadOptions forward() {
        return new ReadOptions(new Parts(true, null, 1, Integer.MAX_VALUE, null, DEFAULT_LIMIT));
    }

    /** What stands behind a position, which is found without a search. */
    public static ReadOptions after(Position position) {
        return new ReadOptions(new Parts(true, position, 1, Integer.MAX_VALUE, null, DEFAULT_LIMIT));
    }

    /** From the last event back, up to 1,000. */
    public static ReadOptions backward() {
        return new ReadOptions(new Parts(false, null, Integer.MAX_VALUE, 1, null, DEFAULT_LIMIT));
    }

    /** From a position back, which is found without a search. */
    public static ReadOptions before(Position position) {
        return new ReadOptions(new Parts(false, position, Integer.MAX_VALUE, 1, null, DEFAULT_LIMIT));
    }

    /** The first version to read; the last of the stream where it has less. Without a position, it is searched for. */
    public ReadOptions from(int version) {
        return new ReadOptions(new Parts(parts.forward, parts.start, version, parts.to, parts.until, parts.limit));
    }

    /** The last version to read. */
    public ReadOptions to(int version) {
        return new ReadOptions(new Parts(parts.forward, parts.start, parts.from, version, parts.until, parts.limit));
    }

    /**
     * The stream as it was: up to the first event that is later than this. Clocks of several writers differ by
     * milliseconds; what is before that event in the stream is read, whatever its time.
     */
    public ReadOptions until(Instant time) {
        return new ReadOptions(new Parts(parts.forward, parts.start, parts.from, parts.to, time, parts.limit));
    }

    /** How many events at most, 1 or more. */
    public ReadOptions limit(int events) {
        return new ReadOptions(new Parts(parts.forward, parts.start, parts.from, parts.to, parts.until, events));
    }

    /** The rest of the same part, from another position on. */
    public ReadOptions resume(Position position, int version) {
        return new ReadOptions(new Parts(parts.forward, position, version, parts.to, parts.until, parts.limit));
    }

    public boolean isForward() {
        return parts.forward;
    }

    /** Null: the stream's begin forward, its end backward, or where the first version is. */
    public @Nullable Position start() {
        return parts.start;
    }

    public int from() {
        return parts.from;
    }

    public int to() {
        return parts.to;
    }

    /** Null: to the end. */
    public @Nullable Instant until() {
        return parts.until;
    }

    public int limit() {
        return parts.limit;
    }
}
