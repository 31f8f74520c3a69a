package dev.evenstep.demo.schedules;

/** What a team could get wrong. */
enum ShopMistake {
    NONE,
    /** Stock is taken whether there is any. */
    STOCK_WITHOUT_CONDITION,
    /** What an order holds is given back as often as that is asked for. */
    RELEASED_EACH_TIME,
    /** A release that overtook what it undoes is forgotten. */
    RELEASE_FORGOTTEN,
    /** An answer is published beside the write that it tells of. */
    ANSWERED_BESIDE_THE_WRITE,
    /** A payment that was cancelled can be charged. */
    CANCELLATION_FORGOTTEN,
    /** What a payment was answered is kept in place of its cancellation. */
    ANSWERED_OVER_A_CANCELLATION,
    /** The gateway is asked under another key each time. */
    NEW_IDEMPOTENCY_KEYS,
    /** Nobody takes the saga's time-outs. */
    TIME_OUTS_IGNORED,
    /** The checkpoint of what publishes is moved before it has published. */
    CHECKPOINT_FIRST,
    /** What publishes asks for what is later than what it has seen. */
    WATERMARK_BY_CLOCK,
    /** A view does not say how far in the log it is. */
    CHECKPOINT_OUTSIDE_THE_WRITE
}
