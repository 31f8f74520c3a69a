package dev.evenstep.eventstore.log;

import java.util.Collections;
import java.util.List;

/**
 * A place in the log: in each shard, behind an entry.
 *
 * @param sequences of these entries, by shard; 0 before the first
 */
public record LogPosition(List<Long> sequences) {

    /** Before everything. */
    public static final LogPosition START = new LogPosition(Collections.nCopies(EventLog.SHARDS, 0L));

    public LogPosition {
        sequences = List.copyOf(sequences);
        if (sequences.size() != EventLog.SHARDS || Collections.min(sequences) < 0) {
            throw new IllegalArgumentException(
                    "A place in the log is %s: %d numbers from 0 are needed".formatted(sequences, EventLog.SHARDS));
        }
    }

    public long of(int shard) {
        return sequences.get(shard);
    }

    public LogPosition with(int shard, long sequence) {
        Long[] changed = sequences.toArray(Long[]::new);
        changed[shard] = sequence;
        return new LogPosition(List.of(changed));
    }

    /** Whether everything before the other place is before this one. */
    public boolean reaches(LogPosition other) {
        for (int shard = 0; shard < EventLog.SHARDS; shard++) {
            if (of(shard) < other.of(shard)) {
                return false;
            }
        }
        return true;
    }

    /** How many entries of all shards are behind the other place and before this one. */
    public long entriesSince(LogPosition other) {
        long entries = 0;
        for (int shard = 0; shard < EventLog.SHARDS; shard++) {
            entries += Math.max(0, of(shard) - other.of(shard));
        }
        return entries;
    }
}
