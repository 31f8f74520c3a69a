package dev.evenstep.engine.faults;

/** What an engine can be made to do. Which engine knows which is said where it is started. */
public enum Fault {
    /** The call is refused before it does anything, as one that comes too fast. */
    THROTTLE,
    /** The call is refused before it does anything, as one that another transaction is in the way of. */
    CONFLICT,
    /** The call takes longer, by the rule's delay. */
    DELAY,
    /** The call takes effect and its caller is told that it failed, or nothing at all. */
    LOST_REPLY,
    /** A message is delivered once more though it was received, or even deleted. */
    DUPLICATE,
    /** A message of a standard queue is overtaken by others. */
    REORDER,
    /** An open shard of a stream ends and two others go on. */
    SHARD_SPLIT
}
