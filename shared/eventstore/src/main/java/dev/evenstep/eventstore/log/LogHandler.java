package dev.evenstep.eventstore.log;

import dev.evenstep.spi.EventPublisher;
import java.time.Duration;
import java.util.List;

/** What a subscription does with what it reads. */
@FunctionalInterface
public interface LogHandler {

    /**
     * Entries of one shard, in their order. They come again when what follows fails, or when two run the subscription at once:
     * either that changes nothing, or what is done is written together with the sequence of the last entry, on the condition that
     * the one that is there is lower.
     *
     * @param entries of which only those events are left that the subscription asks for, which may be none
     */
    void handle(int shard, List<LogEntry> entries);

    /**
     * The same, for what may take long: it throws when the time does not suffice, and the entries come again.
     *
     * @param time what is left of the invocation
     */
    default void handle(int shard, List<LogEntry> entries, Duration time) {
        handle(shard, entries);
    }

    /** Hands all events on to a bus or queue, each stream's in their order. */
    static LogHandler publishingTo(EventPublisher publisher) {
        return new PublishingHandler(publisher);
    }
}
