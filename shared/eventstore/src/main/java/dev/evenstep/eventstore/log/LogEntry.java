package dev.evenstep.eventstore.log;

import dev.evenstep.event.Envelope;
import java.time.Instant;
import java.util.List;

/**
 * Commits that were put into the log together.
 *
 * @param sequence of the entry in its shard, from 1 without holes
 * @param time when that was, by the clock of who did it: to see how late a reader is, never to order by
 * @param events in the order of the log, personal fields encrypted. Several streams', each in the order of its versions
 */
public record LogEntry(int shard, long sequence, Instant time, List<Envelope> events) {

    public LogEntry {
        events = List.copyOf(events);
    }
}
