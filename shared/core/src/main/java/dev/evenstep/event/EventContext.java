package dev.evenstep.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an event comes to be handled this time. It is another at each attempt: good for time limits of calls and for logs, and
 * nothing that an effect should be made of.
 */
public interface EventContext {

    /** Until the invocation ends; negative when it is over. */
    Duration remaining();

    /** How often the source has delivered the record, this time included; 1 where it does not say. */
    int deliveries();

    /** What the sender put beside the body, as text; binary in Base64. Null where there is none of that name. */
    @Nullable
    String attribute(String name);

    /** The header by which X-Ray follows the record; null where there is none. */
    @Nullable
    String trace();

    /** Of an event that no source delivered: a day is left. */
    static EventContext none() {
        return new NoContext();
    }
}
