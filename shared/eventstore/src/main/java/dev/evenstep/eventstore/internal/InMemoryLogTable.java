package dev.evenstep.eventstore.internal;

import dev.evenstep.eventstore.log.EventLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each shard as a list, at whose index n stands entry n + 1. */
final class InMemoryLogTable implements LogTable {

    private static final int AT_ONCE = 100;

    private final List<List<StoredEntry>> shards = new ArrayList<>();
    private final Map<String, Integer> sequenced = new HashMap<>();
    private @Nullable String swept;

    InMemoryLogTable() {
        for (int shard = 0; shard < EventLog.SHARDS; shard++) {
            shards.add(new ArrayList<>());
        }
    }

    @Override
    public synchronized Map<String, Integer> sequenced(Collection<String> streams) {
        Map<String, Integer> found = new HashMap<>();
        streams.forEach(stream -> found.put(stream, sequenced.getOrDefault(stream, 0)));
        return found;
    }

    @Override
    public synchronized long end(int shard) {
        return shards.get(shard).size();
    }

    @Override
    public synchronized StoredPage page(int shard, long after, int limit) {
        List<StoredEntry> all = shards.get(shard);
        int first = (int) Math.min(after, all.size());
        int end = Math.min(all.size(), first + Math.min(limit, AT_ONCE));
        return new StoredPage(List.copyOf(all.subList(first, end)), end < all.size());
    }

    @Override
    public synchronized boolean add(StoredEntry entry) {
        List<StoredEntry> shard = shards.get(entry.shard());
        Map<String, Integer> moved = new HashMap<>();
        for (StreamCommit commit : entry.commits()) {
            int before = moved.getOrDefault(commit.stream(), sequenced.getOrDefault(commit.stream(), 0));
            if (commit.number() != before + 1) {
                return false;
            }
            moved.put(commit.stream(), commit.number());
        }
        if (entry.sequence() != shard.size() + 1) {
            return false;
        }
        shard.add(entry);
        sequenced.putAll(moved);
        return true;
    }

    @Override
    public synchronized @Nullable String sweptTo() {
        return swept;
    }

    @Override
    public synchronized void keepSwept(@Nullable String next) {
        swept = next;
    }
}
