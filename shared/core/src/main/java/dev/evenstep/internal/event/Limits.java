package dev.evenstep.internal.event;

/**
 * How much an event may be. The defaults leave room for what carries an event further: with its wrapping it must fit an
 * outbox item (400 KB), a bus entry (1 MiB) and a dead-letter message with its attributes.
 *
 * @param maxBytes of the whole body in UTF-8
 * @param maxDepth of nested objects and arrays
 */
public record Limits(int maxBytes, int maxDepth) {

    public Limits {
        if (maxBytes < 1 || maxDepth < 2) {
            throw new IllegalArgumentException("Limits: maxBytes is " + maxBytes + " and maxDepth is " + maxDepth
                    + "; at least 1 byte and 2 levels are needed");
        }
    }

    /** 128 KiB and 64 levels. */
    public static Limits defaults() {
        return new Limits(128 * 1024, 64);
    }

    public Limits withMaxBytes(int bytes) {
        return new Limits(bytes, maxDepth);
    }

    public Limits withMaxDepth(int depth) {
        return new Limits(maxBytes, depth);
    }
}
