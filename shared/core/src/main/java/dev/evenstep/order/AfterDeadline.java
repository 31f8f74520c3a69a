package dev.evenstep.order;

/** What happens to parked events when what they wait for has not come in time. */
public enum AfterDeadline {
    /** They are dead-lettered as a gap, and can be redriven: they are parked again, or run if it came meanwhile. */
    DEAD_LETTER,
    /** What is missing is skipped, which is counted and logged, and they run. When it comes after all, it is stale. */
    SKIP
}
