package dev.evenstep.archive;

import dev.evenstep.archive.internal.ArchiveReader;
import dev.evenstep.archive.internal.VersionOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Reads an archive: in time order, and of an entity in the order of its versions. Where the clocks of writers differ, so that a
 * later version has an earlier time, it is put behind the earlier version if both are among 1,000 events. Reads are eventually
 * consistent: what was archived within the last second may be missing.
 *
 * <p>By entity or correlation id, a page costs a {@code Query} of an index and a {@code BatchGetItem} for each 100 events that
 * their time lets in. By time it costs a {@code Query} for each of the 8 shards of every hour, whatever the types.
 */
public final class Archive {

    private final ArchiveReader reader;

    private Archive(ArchiveReader reader) {
        this.reader = reader;
    }

    /** @param table its deployed name */
    public static Archive of(DynamoDbClient client, String table) {
        return new Archive(new ArchiveReader(client, table));
    }

    /** At most {@link ArchiveQuery#limit} events; a next page can be empty. */
    public ArchivePage read(ArchiveQuery query) {
        Iterator<ArchivedEvent> found = reader.events(query, query.limit());
        List<ArchivedEvent> events = new ArrayList<>();
        while (events.size() < query.limit() && found.hasNext()) {
            events.add(found.next());
        }
        String next = events.size() < query.limit() ? null : events.getLast().position();
        List<ArchivedEvent> ordered = new ArrayList<>();
        VersionOrder.of(query, events.iterator()).forEachRemaining(ordered::add);
        return new ArchivePage(ordered, next);
    }

    /** All of them, read as they are asked for, whatever the query's limit; some thousand are in memory at once. */
    public Stream<ArchivedEvent> stream(ArchiveQuery query) {
        Iterator<ArchivedEvent> events = VersionOrder.of(query, reader.events(query, ArchiveReader.PAGE));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, 0), false);
    }
}
