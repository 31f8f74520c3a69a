package dev.evenstep.eventstore.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each stream as a list, at whose index n stands commit n + 1. */
final class InMemoryCommitLog implements CommitLog {

    private final Map<String, List<StreamCommit>> streams = new HashMap<>();

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
}
