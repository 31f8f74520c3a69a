package dev.evenstep.eventstore;

import dev.evenstep.eventstore.internal.InMemoryStreams;
import dev.evenstep.eventstore.log.Checkpoints;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.Sequencer;

/**
 * Streams of events. What is appended together is one commit: it is there whole or not at all. Versions count a stream's
 * events from 1, commits its commits from 1, both without holes. Nothing is changed or removed; personal data is erased by
 * erasing its key (see {@link EventStoreOptions#withSubjectKeys}).
 *
 * <p>An event of a stream is an envelope as any other: its subject is the stream, its entity version the version in the
 * stream, its id the same whenever the same append is made again. The extension {@code actor} says who acted.
 *
 * <p>Safe for concurrent use. Throttling and lost connections come as the database client's exceptions, after its own
 * retries; whoever appends again with the same id gets the first answer.
 */
public interface EventStore {

    /**
     * Appends events to a stream if it is as expected. The same append (its stream, id and expectation) made again gives the
     * first answer and appends nothing, whatever was appended behind it. Under {@link ExpectedVersion#any()} that holds while
     * the append is among the stream's last 25 commits.
     *
     * @param stream 1 to 256 characters, not beginning with {@code snapshot#} or {@code log#}
     * @throws dev.evenstep.decision.PermanentFailure for an event above 120 KiB, nested too deep, or with a number that JSON
     *     does not have; for an append above 3.7 MiB
     */
    AppendOutcome append(String stream, ExpectedVersion expected, Append append);

    /**
     * A part of a stream, as it is at least after every append that was answered before. Of a stream that there is not: none.
     */
    Slice read(String stream, ReadOptions options);

    /** Where {@link Fold} keeps its snapshots. */
    SnapshotStore snapshots();

    /** All streams in one order. */
    EventLog log();

    /** Who puts commits into the log. */
    Sequencer sequencer();

    /** Where subscriptions of the log are. */
    Checkpoints checkpoints();

    /** A store in this JVM's memory, for tests. It keeps text as one on disk does. */
    static EventStore inMemory(EventStoreOptions options) {
        return new InMemoryStreams().store(options);
    }
}
