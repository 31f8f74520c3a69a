package dev.evenstep.eventstore.internal;

import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogEntry;
import dev.evenstep.eventstore.log.LogPage;
import dev.evenstep.eventstore.log.LogPosition;
import java.util.List;

/** The log over its table. */
final class CommitEventLog implements EventLog {

    private final LogTable table;
    private final CommitJson json;

    CommitEventLog(LogTable table, CommitJson json) {
        this.table = table;
        this.json = json;
    }

    @Override
    public LogPage read(int shard, long after, int limit) {
        LogTable.StoredPage page = table.page(shard, after, limit);
        return new LogPage(page.entries().stream().map(this::entry).toList(), page.more());
    }

    private LogEntry entry(LogTable.StoredEntry entry) {
        List<Envelope> events = entry.commits().stream()
                .flatMap(commit -> json.events(commit).stream())
                .toList();
        return new LogEntry(entry.shard(), entry.sequence(), entry.time(), events);
    }

    @Override
    public LogPosition end() {
        LogPosition end = LogPosition.START;
        for (int shard = 0; shard < SHARDS; shard++) {
            end = end.with(shard, table.end(shard));
        }
        return end;
    }
}
