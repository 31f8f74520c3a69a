package dev.evenstep.eventstore.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of the log, to spare reads. It may be out of date, never ahead: the condition of the next write
 * says so, and then it is forgotten.
 */
final class LogMemory {

    /** Some megabytes at most. */
    private static final int MOST_STREAMS = 10_000;

    private final Map<Integer, Long> ends = new HashMap<>();
    private final Map<String, Integer> sequenced = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_STREAMS;
        }
    };

    synchronized @Nullable Long end(int shard) {
        return ends.get(shard);
    }

    synchronized @Nullable Integer sequenced(String stream) {
        return sequenced.get(stream);
    }

    synchronized void noteSequenced(String stream, int commit) {
        var unused = sequenced.merge(stream, commit, Math::max);
    }

    synchronized void noteEntry(LogTable.StoredEntry entry) {
        var unused = ends.merge(entry.shard(), entry.sequence(), Math::max);
        entry.commits().forEach(commit -> noteSequenced(commit.stream(), commit.number()));
    }

    synchronized void forget(int shard, Collection<String> streams) {
        var unused = ends.remove(shard);
        streams.forEach(sequenced::remove);
    }
}
