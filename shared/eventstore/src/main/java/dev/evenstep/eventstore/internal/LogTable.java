package dev.evenstep.eventstore.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the log lies: entries by shard and sequence, each written once, and for each stream how much of it is in them. */
public interface LogTable {

    /** @param commits of any streams of the shard, each stream's one behind the other */
    record StoredEntry(int shard, long sequence, Instant time, List<StreamCommit> commits) {}

    record StoredPage(List<StoredEntry> entries, boolean more) {}

    /** The last commit of each stream that is in the log; 0, or nothing at all, where none is. Consistent. */
    Map<String, Integer> sequenced(Collection<String> streams);

    /** The sequence of a shard's last entry; 0 where there is none. Consistent. */
    long end(int shard);

    /** Entries behind a sequence, in their order; consistent. Where there are any, at least one. */
    StoredPage page(int shard, long after, int limit);

    /**
     * Writes an entry, and for each of its streams how far it is in the log.
     *
     * @return false, and nothing is written, when the sequence is taken, or a stream is not where the entry's commits begin
     */
    boolean add(StoredEntry entry);

    /** Where a sweep is to go on; null: at the beginning. */
    @Nullable
    String sweptTo();

    void keepSwept(@Nullable String next);
}
