package dev.evenstep.eventstore.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Each stream as a list, at whose index n stands commit n + 1. */
final class InMemoryCommitLog implements CommitLog {

    private static final int STREAMS_OF_A_SWEEP = 100;

    private final NavigableMap<String, List<StreamCommit>> streams = new TreeMap<>();

    @Override
    public synchronized @Nullable StreamCommit put(List<StreamCommit> commits) {
        StreamCommit first = commits.getFirst();
        List<StreamCommit> stream = streams.computeIfAbsent(first.stream(), name -> new ArrayList<>());
        if (first.number() <= stream.size()) {
            return stream.get(first.number() - 1);
        }
        if (first.number() != stream.size() + 1) {
            throw new IllegalArgumentException("Stream %s has %d commits: number %d would leave a hole"
                    .formatted(first.stream(), stream.size(), first.number()));
        }
        stream.addAll(commits);
        return null;
    }

    @Override
    public synchronized CommitPage page(String stream, int number, boolean forward, int limit) {
        List<StreamCommit> all = streams.getOrDefault(stream, List.of());
        if (forward) {
            int first = Math.min(number - 1, all.size());
            int end = (int) Math.min(all.size(), (long) first + limit);
            return new CommitPage(List.copyOf(all.subList(first, end)), end < all.size());
        }
        int end = Math.min(number, all.size());
        int first = Math.max(0, end - limit);
        return new CommitPage(List.copyOf(all.subList(first, end)).reversed(), first > 0);
    }

    @Override
    public synchronized SweptCommits sweep(@Nullable String after) {
        Map<String, Integer> latest = new LinkedHashMap<>();
        for (var stream : streams.tailMap(after == null ? "" : after, false).entrySet()) {
            if (latest.size() == STREAMS_OF_A_SWEEP) {
                return new SweptCommits(latest, streams.lowerKey(stream.getKey()));
            }
            latest.put(stream.getKey(), stream.getValue().size());
        }
        return new SweptCommits(latest, null);
    }
}
