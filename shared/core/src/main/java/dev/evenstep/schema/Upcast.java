package dev.evenstep.schema;

/** One step of a chain of schema versions. */
public record Upcast(int from, int to, Upcaster upcaster) {

    /** The step from a version to the next one. */
    public static Upcast from(int version, Upcaster upcaster) {
        return new Upcast(version, version + 1, upcaster);
    }

    /** A step that may leave versions out. */
    public static Upcast between(int from, int to, Upcaster upcaster) {
        return new Upcast(from, to, upcaster);
    }
}
