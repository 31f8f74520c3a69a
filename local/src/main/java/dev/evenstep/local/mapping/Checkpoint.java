package dev.evenstep.local.mapping;

import dev.evenstep.local.journal.Journal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one shard is done: the last record before which nothing is open, although records are finished out of order
 * where several batches run at once. Kept in the journal, so that the next run goes on behind it.
 */
final class Checkpoint {

    private static final String FINISHED = "end";

    private final Journal journal;
    private final String reader;
    private final Map<String, Boolean> open = new LinkedHashMap<>();

    Checkpoint(Journal journal, String mapping, String shard) {
        this.journal = journal;
        this.reader = "mapping/" + mapping + "/" + shard;
    }

    /** The sequence number of the last record that is done. */
    Optional<String> position() {
        return journal.position(reader).filter(position -> !position.equals(FINISHED));
    }

    boolean isFinished() {
        return journal.position(reader).filter(FINISHED::equals).isPresent();
    }

    boolean isKnown() {
        return journal.position(reader).isPresent();
    }

    /** Notes records, in the shard's order, that are going to be worked on. */
    synchronized void begin(Collection<StreamRecord> records) {
        records.forEach(record -> open.put(record.sequenceNumber(), false));
    }

    /** Notes records that succeeded, were filtered out or given up. */
    synchronized void done(Collection<StreamRecord> records) {
        records.forEach(record -> open.put(record.sequenceNumber(), true));
        String last = null;
        var entries = open.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Boolean> entry = entries.next();
            if (!entry.getValue()) {
                break;
            }
            last = entry.getKey();
            entries.remove();
        }
        save(last);
    }

    private void save(@Nullable String last) {
        if (last != null) {
            journal.position(reader, last);
        }
    }

    synchronized boolean hasOpen() {
        return !open.isEmpty();
    }

    /** The shard is closed and all of it is done. */
    void finish() {
        journal.position(reader, FINISHED);
    }
}
