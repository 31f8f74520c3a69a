package dev.evenstep.demo.schedules;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogReader;
import dev.evenstep.eventstore.log.Subscription;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who follows the log, and keeps how far together with what was read. */
final class LogFollower {

    private final long[] sequences = new long[EventLog.SHARDS];
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final LogReader reader;

    LogFollower(String name, EventStore store, Clock clock) {
        this.reader = Subscription.of(
                        name,
                        store.log(),
                        store.checkpoints(),
                        (shard, entries) -> entries.forEach(entry -> take(shard, entry)))
                .withClock(clock);
    }

    LogReader reader() {
        return reader;
    }

    private void take(int shard, LogEntry entry) {
        if (entry.sequence() <= sequences[shard]) {
            return;
        }
        if (entry.sequence() != sequences[shard] + 1) {
            wrong.add("shard %d goes from %d to %d".formatted(shard, sequences[shard], entry.sequence()));
        }
        sequences[shard] = entry.sequence();
        entry.events().forEach(this::take);
    }

    private void take(Envelope event) {
        String stream = String.valueOf(event.subject());
        int before = versions.getOrDefault(stream, 0);
        if (event.entityVersion() == null || event.entityVersion() != before + 1) {
            wrong.add("%s goes from %d to %s".formatted(stream, before, event.entityVersion()));
        }
        versions.put(stream, before + 1);
    }

    List<String> wrong() {
        return wrong;
    }

    /** How many events of each stream were read. */
    Map<String, Integer> versions() {
        return versions;
    }
}
