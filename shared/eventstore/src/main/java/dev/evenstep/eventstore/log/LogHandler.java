package dev.evenstep.eventstore.log;

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
}
