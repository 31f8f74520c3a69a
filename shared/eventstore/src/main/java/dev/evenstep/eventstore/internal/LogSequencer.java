package dev.evenstep.eventstore.internal;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.Sequencer;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries behind one another. That an entry's sequence is free and each of its streams where its commits begin is the
 * condition of the write: so a commit is in the log once, and behind the one before it, whoever else sequences.
 */
final class LogSequencer implements Sequencer {

    /** Of one entry: a transaction has 100 actions (DynamoDB's quota), and the entry is one. */
    private static final int MOST_STREAMS = 99;

    /** So often on end somebody else may come in between. */
    private static final int ATTEMPTS = 20;

    private static final Backoff BACKOFF = new Backoff(
            Duration.ofMillis(5),
            Duration.ofMillis(250),
            () -> ThreadLocalRandom.current().nextLong());

    private final CommitLog commits;
    private final LogTable table;
    private final Clock clock;
    private final Pause pause;
    private final LogMemory memory = new LogMemory();

    LogSequencer(CommitLog commits, LogTable table, Clock clock, Pause pause) {
        this.commits = commits;
        this.table = table;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public void sequence(Collection<String> streams) {
        Map<Integer, Set<String>> byShard = streams.stream()
                .collect(Collectors.groupingBy(
                        EventLog::shardOf, TreeMap::new, Collectors.toCollection(LinkedHashSet::new)));
        Together.forEach(byShard.entrySet(), shard -> sequence(shard.getKey(), shard.getValue()));
    }

    private void sequence(int shard, Set<String> streams) {
        int refused = 0;
        List<String> waiting = new ArrayList<>(streams);
        while (!waiting.isEmpty()) {
            List<String> together = List.copyOf(waiting.subList(0, Math.min(waiting.size(), MOST_STREAMS)));
            EntryBuilder builder = new EntryBuilder();
            Set<String> whole = read(together, builder);
            if (builder.isEmpty() || add(shard, builder.commits())) {
                waiting.removeAll(whole);
                refused = 0;
            } else if (++refused < ATTEMPTS) {
                memory.forget(shard, together);
                pause.of(BACKOFF.after(refused));
            } else {
                memory.forget(shard, together);
                throw new DependencyFailure("log", "Others came in between in shard " + shard);
            }
        }
    }

    private boolean add(int shard, List<StreamCommit> together) {
        Long known = memory.end(shard);
        long end = known == null ? table.end(shard) : known;
        LogTable.StoredEntry entry = new LogTable.StoredEntry(shard, end + 1, clock.instant(), together);
        boolean added = table.add(entry);
        if (added) {
            memory.noteEntry(entry);
        }
        return added;
    }

    /** @return the streams of which nothing is left behind the entry */
    private Set<String> read(List<String> streams, EntryBuilder entry) {
        Map<String, Integer> sequenced = sequenced(streams);
        Set<String> whole = new LinkedHashSet<>();
        for (String stream : streams) {
            int next = sequenced.getOrDefault(stream, 0) + 1;
            CommitPage page = commits.page(stream, next, true, entry.mostCommits());
            if (!entry.addAll(page.commits())) {
                break;
            }
            if (!page.more()) {
                whole.add(stream);
            }
        }
        return whole;
    }

    private Map<String, Integer> sequenced(List<String> streams) {
        Map<String, Integer> sequenced = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String stream : streams) {
            Integer known = memory.sequenced(stream);
            if (known == null) {
                unknown.add(stream);
            } else {
                sequenced.put(stream, known);
            }
        }
        if (!unknown.isEmpty()) {
            Map<String, Integer> read = table.sequenced(unknown);
            read.forEach(memory::noteSequenced);
            sequenced.putAll(read);
        }
        return sequenced;
    }

    @Override
    public boolean sweep(Duration time) {
        Instant end = clock.instant().plus(time);
        @Nullable String before = table.sweptTo();
        while (true) {
            CommitLog.SweptCommits page = commits.sweep(before);
            sequence(behind(page.latest()));
            if (before != null || page.next() != null) {
                table.keepSwept(page.next());
            }
            before = page.next();
            if (before == null || !clock.instant().isBefore(end)) {
                return before == null;
            }
        }
    }

    /** Those streams that have commits which are not in the log. */
    private List<String> behind(Map<String, Integer> latest) {
        List<String> streams = List.copyOf(latest.keySet());
        List<String> behind = new ArrayList<>();
        for (int i = 0; i < streams.size(); i += MOST_STREAMS) {
            List<String> some = streams.subList(i, Math.min(streams.size(), i + MOST_STREAMS));
            Map<String, Integer> sequenced = sequenced(some);
            some.stream()
                    .filter(stream -> sequenced.getOrDefault(stream, 0) < latest.getOrDefault(stream, 0))
                    .forEach(behind::add);
        }
        return behind;
    }
}
