package dev.evenstep.streaming;

import java.time.Instant;
import java.util.List;

/**
 * A pattern that was found among the events of a key.
 *
 * @param events one for each step, in the order of their times; of what is absent, the event that nothing followed
 */
public record Match(String key, List<MatchedEvent> events) {

    public Match {
        events = List.copyOf(events);
    }

    public MatchedEvent first() {
        return events.getFirst();
    }

    /** The one that completed it. */
    public MatchedEvent last() {
        return events.getLast();
    }

    /** @param time its own */
    public record MatchedEvent(String source, String id, Instant time) {}
}
