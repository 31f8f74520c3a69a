package dev.evenstep.eventstore.internal;

import dev.evenstep.eventstore.SnapshotStore;
import dev.evenstep.eventstore.log.Checkpoints;

/** Everything that an event store keeps. */
public record EventTables(CommitLog commits, SnapshotStore snapshots, LogTable log, Checkpoints checkpoints) {}
