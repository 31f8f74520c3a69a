package dev.evenstep.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a query finds.
 *
 * @param next what {@link ArchiveQuery#after} reads on from; null where nothing is left
 */
public record ArchivePage(
        List<ArchivedEvent> events, @Nullable String next) {

    public ArchivePage {
        events = List.copyOf(events);
    }
}
