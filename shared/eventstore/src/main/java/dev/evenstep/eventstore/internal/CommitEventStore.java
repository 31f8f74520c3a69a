package dev.evenstep.eventstore.internal;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.Slice;
import dev.evenstep.eventstore.SnapshotStore;
import dev.evenstep.eventstore.log.Checkpoints;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.Sequencer;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.retry.Pause;

/** The event store over a log of commits, whatever keeps it. */
public final class CommitEventStore implements EventStore {

    /** Begin the partitions that are no streams. */
    public static final String SNAPSHOT = "snapshot#";

    public static final String LOG = "log#";

    /** So many commits back an append is known by its id alone, as the API promises. */
    public static final int REMEMBERED = 25;

    private static final int LONGEST_NAME = 256;

    private final StreamAppender appender;
    private final StreamReader reader;
    private final SnapshotStore snapshots;
    private final EventLog log;
    private final Sequencer sequencer;
    private final Checkpoints checkpoints;

    public CommitEventStore(EventTables tables, EventStoreOptions options) {
        this(tables, options, Pause.real());
    }

    /** @param pause of who meets others in the log */
    CommitEventStore(EventTables tables, EventStoreOptions options, Pause pause) {
        CommitJson json = new CommitJson();
        FieldEncryption encryption =
                options.subjectKeys() == null ? FieldEncryption.none() : FieldEncryption.with(options.subjectKeys());
        this.appender = new StreamAppender(tables.commits(), json, new CommitWriter(encryption), options.clock());
        this.reader = new StreamReader(tables.commits(), json);
        this.snapshots = tables.snapshots();
        this.log = new CommitEventLog(tables.log(), json);
        this.sequencer = new LogSequencer(tables.commits(), tables.log(), options.clock(), pause);
        this.checkpoints = tables.checkpoints();
    }

    @Override
    public AppendOutcome append(String stream, ExpectedVersion expected, Append append) {
        requireName(stream);
        return appender.append(stream, expected, append);
    }

    @Override
    public Slice read(String stream, ReadOptions options) {
        requireName(stream);
        return reader.read(stream, options);
    }

    @Override
    public SnapshotStore snapshots() {
        return snapshots;
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public Sequencer sequencer() {
        return sequencer;
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    private static void requireName(String stream) {
        if (stream.isBlank()
                || stream.length() > LONGEST_NAME
                || stream.startsWith(SNAPSHOT)
                || stream.startsWith(LOG)) {
            throw new IllegalArgumentException(
                    "A stream's name has %d characters: 1 to %d are allowed, not blank, and not beginning with %s or %s"
                            .formatted(stream.length(), LONGEST_NAME, SNAPSHOT, LOG));
        }
    }
}
