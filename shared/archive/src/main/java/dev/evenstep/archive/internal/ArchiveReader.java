package dev.evenstep.archive.internal;

import dev.evenstep.archive.ArchiveQuery;
import dev.evenstep.archive.ArchivedEvent;
import dev.evenstep.archive.internal.RangeEvents.EventPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Finds events by the cheapest way: those of a correlation id or an entity by its index, others by the hours of their time. */
public final class ArchiveReader {

    /** Most events of a request to a bucket. */
    public static final int PAGE = 1_000;

    /** Keys of one BatchGetItem (DynamoDB's quota). */
    private static final int MOST_KEYS = 100;

    private final DynamoDbClient client;
    private final String table;

    public ArchiveReader(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /**
     * By time; those of an entity, where no correlation id is asked for, by version.
     *
     * @param page most events of a request
     */
    public Iterator<ArchivedEvent> events(ArchiveQuery query, int page) {
        String low = query.after() == null ? ArchiveItem.timeText(query.from()) : query.after() + ItemRange.NEXT;
        String high = ArchiveItem.timeText(query.until());
        if (query.correlationId() != null) {
            return ofIndex(query, ItemRange.ofCorrelation(query.correlationId(), low, high), page);
        }
        if (query.entity() != null) {
            return ofIndex(query, ItemRange.ofEntity(query.entity(), query.after()), page);
        }
        Instant from = query.after() == null ? query.from() : ArchiveItem.hourOf(query.after());
        return new HourlyEvents(
                from, query.until(), bucket -> ofBucket(query, ItemRange.ofBucket(bucket, low, high), page));
    }

    private Iterator<ArchivedEvent> ofBucket(ArchiveQuery query, ItemRange range, int limit) {
        return new RangeEvents(last -> {
            QueryResponse page = client.query(range.page(table, limit, last));
            return new EventPage(matching(query, page.items(), range.sortKey()), page.lastEvaluatedKey());
        });
    }

    private Iterator<ArchivedEvent> ofIndex(ArchiveQuery query, ItemRange range, int limit) {
        return new RangeEvents(last -> {
            QueryResponse page = client.query(range.page(table, Math.min(limit, MOST_KEYS), last));
            List<Map<String, AttributeValue>> keys = page.items().stream()
                    .filter(item -> isIn(
                            query, ArchiveItem.required(item, ArchiveItem.PLACE).s()))
                    .map(ArchiveReader::key)
                    .toList();
            return new EventPage(matching(query, items(keys), range.sortKey()), page.lastEvaluatedKey());
        });
    }

    /** The time is known before the event is read. */
    private static boolean isIn(ArchiveQuery query, String place) {
        return place.compareTo(ArchiveItem.timeText(query.from())) >= 0
                && place.compareTo(ArchiveItem.timeText(query.until())) < 0;
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of(
                ArchiveItem.BUCKET, ArchiveItem.required(item, ArchiveItem.BUCKET),
                ArchiveItem.PLACE, ArchiveItem.required(item, ArchiveItem.PLACE));
    }

    /** In the order of the keys; without what has expired meanwhile. */
    private List<Map<String, AttributeValue>> items(List<Map<String, AttributeValue>> keys) {
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
        List<Map<String, AttributeValue>> open = keys;
        while (!open.isEmpty()) {
            Map<String, KeysAndAttributes> asked =
                    Map.of(table, KeysAndAttributes.builder().keys(open).build());
            var answer = client.batchGetItem(request -> request.requestItems(asked));
            answer.responses().getOrDefault(table, List.of()).forEach(item -> found.put(key(item), item));
            KeysAndAttributes left = answer.unprocessedKeys().get(table);
            open = left == null ? List.of() : left.keys();
        }
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static List<ArchivedEvent> matching(
            ArchiveQuery query, List<Map<String, AttributeValue>> items, String position) {
        List<ArchivedEvent> events = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            ArchivedEvent event = ArchiveItem.read(item, position);
            boolean isOfTypes = query.types().isEmpty() || query.types().contains(event.type());
            if (isOfTypes && (query.entity() == null || query.entity().equals(event.entity()))) {
                events.add(event);
            }
        }
        return events;
    }
}
