package dev.evenstep.decision;

/** Whose fault a failure is, which says what becomes of its record. The code stands in logs and metrics. */
public enum FailureClass {
    /** The record's own: its handling failed on this event. Counts as one of its attempts. */
    RECORD("record"),
    /** Others were at the same items, or a lease was lost. Costs no attempt. */
    CONTENTION("contention"),
    /** What the handling needs did not answer: throttling, a time-out, a lost connection, a gateway that is away. Costs no attempt. */
    DEPENDENCY("dependency"),
    /** What the function was given is not there or not allowed: a table, a permission, a key. Costs no attempt. */
    CONFIGURATION("configuration"),
    /** The consumer's code is wrong in a way that the same event brings again. Given up at once. */
    PROGRAMMING("programming");

    private final String code;

    FailureClass(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
