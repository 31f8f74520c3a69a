package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.eventstore.log.LogPosition;
import dev.evenstep.eventstore.projection.Projection.Listing;
import dev.evenstep.eventstore.projection.ViewStore.ListPlace;
import dev.evenstep.eventstore.projection.ViewStore.ViewKey;
import dev.evenstep.eventstore.projection.ViewStore.ViewRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A view: {@code generation} (text, the partition key: projection, number and bucket), {@code view} (text, the sort key),
 * {@code revision} (number), {@code content} (text; none where it was removed), {@code read} (list of numbers, by shard), and of
 * one that is listed {@code list} and {@code order} (text), the keys of the index {@code lists}.
 */
final class ViewItem {

    static final String GENERATION = "generation";
    static final String VIEW = "view";
    static final String REVISION = "revision";
    static final String LIST = "list";
    static final String ORDER = "order";

    /** Of a generation: a partition takes 1,000 write units a second (DynamoDB's quota). */
    static final int BUCKETS = 8;

    /** 2 to the 32 by the golden ratio (Knuth, The Art of Computer Programming, 6.4): every bit of a hash moves the upper ones. */
    private static final int SPREAD = 0x9E3779B9;

    private static final String CONTENT = "content";
    private static final String READ = "read";

    private ViewItem() {}

    static Map<String, AttributeValue> of(ViewRecord view) {
        Map<String, AttributeValue> item = new HashMap<>(key(view.key()));
        item.put(REVISION, CommitItem.number(view.revision()));
        item.put(
                READ,
                AttributeValue.fromL(
                        view.read().sequences().stream().map(CommitItem::number).toList()));
        if (view.content() != null) {
            item.put(CONTENT, AttributeValue.fromS(view.content()));
        }
        if (view.listing() != null) {
            item.put(LIST, list(view.key().space(), view.listing().list()));
            item.put(ORDER, AttributeValue.fromS(view.listing().order()));
        }
        return item;
    }

    static ViewRecord read(Map<String, AttributeValue> item) {
        String partition = required(item, GENERATION).s();
        String space = partition.substring(0, partition.lastIndexOf('#'));
        AttributeValue content = item.get(CONTENT);
        return new ViewRecord(
                new ViewKey(space, required(item, VIEW).s()),
                CommitItem.integer(item, REVISION),
                content == null ? null : content.s(),
                new LogPosition(required(item, READ).l().stream()
                        .map(sequence -> Long.parseLong(sequence.n()))
                        .toList()),
                listing(space, item));
    }

    private static @Nullable Listing listing(String space, Map<String, AttributeValue> item) {
        AttributeValue list = item.get(LIST);
        return list == null
                ? null
                : new Listing(
                        list.s().substring(space.length() + 1),
                        required(item, ORDER).s());
    }

    static Map<String, AttributeValue> key(ViewKey key) {
        return Map.of(
                GENERATION,
                AttributeValue.fromS(partition(key.space(), bucket(key.key()))),
                VIEW,
                AttributeValue.fromS(key.key()));
    }

    static String partition(String space, int bucket) {
        return space + "#" + bucket;
    }

    /** Not as a stream's shard is made of its name, or a page of one shard would be written into one bucket. */
    static int bucket(String key) {
        return (key.hashCode() * SPREAD) >>> Integer.numberOfLeadingZeros(BUCKETS - 1);
    }

    static AttributeValue list(String space, String list) {
        return AttributeValue.fromS(space + "#" + list);
    }

    /** Where a page of a list that begins behind this place begins. */
    static Map<String, AttributeValue> place(String space, String list, ListPlace place) {
        Map<String, AttributeValue> start = new HashMap<>(key(new ViewKey(space, place.key())));
        start.put(LIST, list(space, list));
        start.put(ORDER, AttributeValue.fromS(place.order()));
        return start;
    }

    private static AttributeValue required(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }
}
