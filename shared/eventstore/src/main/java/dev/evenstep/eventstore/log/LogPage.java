package dev.evenstep.eventstore.log;

import java.util.List;

/** @param more whether there may be more behind these */
public record LogPage(List<LogEntry> entries, boolean more) {

    public LogPage {
        entries = List.copyOf(entries);
    }
}
