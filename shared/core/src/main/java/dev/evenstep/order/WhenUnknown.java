package dev.evenstep.order;

/** What becomes of an event of which nobody knows whether its call outside was done, because it was cut off. */
public enum WhenUnknown {
    /** Whoever gets the event next calls again, with the same idempotency key: right for as long as the outside knows it. */
    RUN_AGAIN,
    /** It is parked until a person says whether it runs again or is dead-lettered. Nothing is called twice by itself. */
    HOLD
}
