package dev.evenstep.local.template.language;

/**
 * Where a value stands, for whoever reads about a problem with it, and what it is wanted for.
 *
 * @param where the section, or the resource and its property
 */
public record ValueLocation(String where, Purpose purpose) {

    /** A value that something will be made of. */
    public static ValueLocation of(String where) {
        return new ValueLocation(where, Purpose.VALUE);
    }

    /** A value that nothing will be made of. */
    public static ValueLocation mention(String where) {
        return new ValueLocation(where, Purpose.MENTION);
    }

    /** What a value is wanted for. */
    public enum Purpose {
        /** The value itself: whatever keeps it from being known is a problem. */
        VALUE,

        /** What it refers to, and no more: functions that need an account give a placeholder. */
        MENTION
    }
}
