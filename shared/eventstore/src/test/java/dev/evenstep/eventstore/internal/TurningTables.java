package dev.evenstep.eventstore.internal;

import dev.evenstep.eventstore.log.Checkpoints;
import dev.evenstep.eventstore.log.LogPosition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables of which every call is somebody's turn. */
final class TurningTables {

    private TurningTables() {}

    static EventTables of(Turns turns, EventTables tables) {
        return new EventTables(
                commits(turns, tables.commits()),
                tables.snapshots(),
                log(turns, tables.log()),
                checkpoints(turns, tables.checkpoints()));
    }

    private static CommitLog commits(Turns turns, CommitLog commits) {
        return new CommitLog() {
            @Override
            public @Nullable StreamCommit put(List<StreamCommit> some) {
                List<StreamCommit> taken = turns.call(() -> {
                    StreamCommit there = commits.put(some);
                    return there == null ? List.of() : List.of(there);
                });
                return taken.isEmpty() ? null : taken.getFirst();
            }

            @Override
            public CommitPage page(String stream, int number, boolean forward, int limit) {
                return turns.call(() -> commits.page(stream, number, forward, limit));
            }

            @Override
            public SweptCommits sweep(@Nullable String after) {
                return turns.call(() -> commits.sweep(after));
            }
        };
    }

    private static LogTable log(Turns turns, LogTable log) {
        return new LogTable() {
            @Override
            public Map<String, Integer> sequenced(Collection<String> streams) {
                return turns.call(() -> log.sequenced(streams));
            }

            @Override
            public long end(int shard) {
                return turns.call(() -> log.end(shard));
            }

            @Override
            public StoredPage page(int shard, long after, int limit) {
                return turns.call(() -> log.page(shard, after, limit));
            }

            @Override
            public boolean add(StoredEntry entry) {
                return turns.call(() -> log.add(entry));
            }

            @Override
            public @Nullable String sweptTo() {
                return log.sweptTo();
            }

            @Override
            public void keepSwept(@Nullable String next) {
                log.keepSwept(next);
            }
        };
    }

    private static Checkpoints checkpoints(Turns turns, Checkpoints checkpoints) {
        return new Checkpoints() {
            @Override
            public LogPosition read(String subscription) {
                return turns.call(() -> checkpoints.read(subscription));
            }

            @Override
            public boolean move(String subscription, int shard, long from, long to) {
                return turns.call(() -> checkpoints.move(subscription, shard, from, to));
            }

            @Override
            public void forget(String subscription) {
                checkpoints.forget(subscription);
            }
        };
    }
}
