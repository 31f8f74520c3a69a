package dev.evenstep.eventstore.internal;

import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.Sequencer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes entries behind one another. That an entry's sequence is free and each of its streams where its commits begin is the
 * condition of the write: so a commit is in the log once, and behind the one before it, whoever else sequences.
 */
final class LogSequencer implements Sequencer {

    /** Of one entry: a transaction has 100 actions (DynamoDB's quota), and the entry is one. */
    private static final int MOST_STREAMS = 99;

    /** So often somebody else may come in between. */
    private static final int ATTEMPTS = 20;

    private final CommitLog commits;
    private final LogTable table;
    private final Clock clock;

    LogSequencer(CommitLog commits, LogTable table, Clock clock) {
        this.commits = commits;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public void sequence(Collection<String> streams) {
        Map<Integer, Set<String>> byShard = streams.stream()
                .collect(Collectors.groupingBy(
                        EventLog::shardOf, TreeMap::new, Collectors.toCollection(LinkedHashSet::new)));
        byShard.forEach(this::sequence);
    }

    private void sequence(int shard, Set<String> streams) {
        int refused = 0;
        List<String> waiting = new ArrayList<>(streams);
        while (!waiting.isEmpty()) {
            List<String> together = waiting.subList(0, Math.min(waiting.size(), MOST_STREAMS));
            EntryBuilder entry = new EntryBuilder();
            Set<String> whole = read(together, entry);
            if (!entry.isEmpty()
                    && !table.add(new LogTable.Entry(shard, table.end(shard) + 1, clock.instant(), entry.commits()))) {
                if (++refused == ATTEMPTS) {
                    throw new DependencyFailure("log", "Others came in between in shard " + shard);
                }
                continue;
            }
            waiting.removeAll(whole);
        }
    }

    /** @return the streams of which nothing is left behind the entry */
    private Set<String> read(List<String> streams, EntryBuilder entry) {
        Map<String, Integer> sequenced = table.sequenced(streams);
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
}
