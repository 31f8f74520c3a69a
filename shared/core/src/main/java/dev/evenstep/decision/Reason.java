package dev.evenstep.decision;

/** Why a record will never succeed. The code stands in the dead-letter queue and in metrics, and never changes. */
public enum Reason {
    /** Not JSON, or an attribute that the envelope needs is missing or of the wrong type. */
    MALFORMED("malformed"),
    /** More bytes than the limit, or a number of more digits. */
    TOO_LARGE("too-large"),
    /** Nested deeper than the limit. */
    TOO_DEEP("too-deep"),
    /** A type that the consumer did not declare. */
    UNKNOWN_TYPE("unknown-type"),
    /** A schema version that the consumer cannot read: newer than its own, or older than its upcasters reach. */
    UNKNOWN_VERSION("unknown-version"),
    /** The data does not fit its type, or an upcaster could not take it. */
    UNREADABLE_DATA("unreadable-data"),
    /** What is personal in the data is erased, and it cannot be read without it. */
    ERASED("erased"),
    /** The domain said that this will never succeed. */
    REJECTED("rejected"),
    /** Two events claim the same version of the same entity. */
    VERSION_CONFLICT("version-conflict"),
    /** The event before this one did not come in time. */
    GAP("gap"),
    /** An event that this one depends on was not handled in time. */
    DEPENDENCY_MISSING("dependency-missing"),
    /** The event's source and id are known, with another type or data. */
    KEY_REUSED("key-reused"),
    /** The outside was called, and its answer is too large to be kept, or has no JSON: it is never called again. */
    ANSWER_TOO_LARGE("answer-too-large"),
    /** Nobody knows whether the outside was called, and a person gave the event up. */
    OUTCOME_UNKNOWN("outcome-unknown"),
    /** It failed by itself as often as the retry policy tries. */
    RETRIES_EXHAUSTED("retries-exhausted"),
    /** What it depends on failed for longer than the retry policy's patience. */
    DEPENDENCY_AWAY("dependency-away"),
    /** The consumer made an effect that can never be committed. */
    INVALID_EFFECT("invalid-effect");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
