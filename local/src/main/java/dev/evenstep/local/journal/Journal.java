package dev.evenstep.local.journal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Work that was accepted (an event for a target, an asynchronous invocation) and is not finished, and named positions
 * (of a stream's reader). When a method returns, what it did survives a hard stop, if the journal is one that is kept.
 * Safe for concurrent use.
 */
public interface Journal extends AutoCloseable {

    /** Accepts pieces of work of one kind, all or none, and gives them their ids in order. */
    List<Entry> accept(String kind, List<String> payloads, Instant now);

    /** Notes an attempt that failed: the work is due again later. */
    Entry postpone(Entry entry, Instant due);

    /** The work is finished, for good or bad. */
    void finish(Entry entry);

    /** The same for several: as one step, where that is cheaper. */
    default void finishAll(Collection<Entry> entries) {
        entries.forEach(this::finish);
    }

    /** What is unfinished of one kind, oldest first. */
    List<Entry> open(String kind);

    Optional<String> position(String reader);

    void position(String reader, String value);

    @Override
    void close();

    /**
     * @param attempts how often it was tried in vain
     * @param due not before this
     */
    record Entry(long id, String kind, String payload, Instant accepted, int attempts, Instant due) {

        Entry postponed(Instant later) {
            return new Entry(id, kind, payload, accepted, attempts + 1, later);
        }
    }
}
