package dev.evenstep.order;

/** What follows an event of its stream or message group that is dead-lettered. */
public enum AfterPoison {
    /** Waits: it is parked until the dead letter is redriven or skipped, and then runs by itself. */
    STOP_THE_LINE,
    /** Goes on, as if the event had been handled. In a sequence, its redrive comes late then and has no effect. */
    STEP_ASIDE
}
