package dev.evenstep.saga;

/** How an instance stands. */
public enum SagaStatus {
    /** A step awaits its answer. */
    RUNNING,
    /** It was given up, and a compensation awaits its answer. */
    COMPENSATING,
    /** Every step was done. */
    COMPLETED,
    /** It was given up, and whatever was done is undone. */
    COMPENSATED,
    /** Its definition is not what it was: nothing happens until an operator decides. */
    QUARANTINED
}
