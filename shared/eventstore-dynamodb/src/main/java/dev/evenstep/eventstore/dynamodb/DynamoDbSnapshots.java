package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.SnapshotStore;
import dev.evenstep.eventstore.internal.CommitEventStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Snapshots in the table of commits, each in a partition of its own: {@code snapshot#name#stream}, at commit 0.
 *
 * <p>Reads are eventually consistent: an old snapshot only costs time.
 */
final class DynamoDbSnapshots implements SnapshotStore {

    private static final Logger log = LoggerFactory.getLogger(DynamoDbSnapshots.class);

    private static final String SCHEMA = "schema";
    private static final String END_COMMIT = "endcommit";
    private static final String END_VERSION = "endversion";
    private static final String EVENT = "event";
    private static final String LATEST = "latest";
    private static final String STATE = "state";

    private final DynamoDbClient client;
    private final String table;

    DynamoDbSnapshots(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public @Nullable StateSnapshot find(String stream, String name) {
        Map<String, AttributeValue> item = client.getItem(
                        request -> request.tableName(table).key(key(stream, name)))
                .item();
        try {
            return item.isEmpty() ? null : read(name, item);
        } catch (RuntimeException broken) {
            log.warn("The snapshot {} cannot be read, and is folded anew: {}", name, broken.toString());
            return null;
        }
    }

    @Override
    public void keep(String stream, StateSnapshot snapshot) {
        Map<String, AttributeValue> item = new HashMap<>(key(stream, snapshot.name()));
        item.put(SCHEMA, CommitItem.number(snapshot.schemaVersion()));
        item.put(END_COMMIT, CommitItem.number(snapshot.position().commit()));
        item.put(END_VERSION, CommitItem.number(snapshot.position().version()));
        item.put(EVENT, AttributeValue.fromS(snapshot.eventId()));
        item.put(LATEST, CommitItem.number(snapshot.latest().toEpochMilli()));
        item.put(STATE, AttributeValue.fromS(snapshot.state()));
        var unused = client.putItem(request -> request.tableName(table).item(item));
    }

    private static Map<String, AttributeValue> key(String stream, String name) {
        String escaped = name.replace("%", "%25").replace("#", "%23");
        return Map.of(
                CommitItem.STREAM,
                AttributeValue.fromS(CommitEventStore.SNAPSHOT + escaped + "#" + stream),
                CommitItem.COMMIT,
                CommitItem.number(0));
    }

    private static StateSnapshot read(String name, Map<String, AttributeValue> item) {
        return new StateSnapshot(
                name,
                (int) number(item, SCHEMA),
                new Position((int) number(item, END_COMMIT), (int) number(item, END_VERSION)),
                required(item, EVENT).s(),
                Instant.ofEpochMilli(number(item, LATEST)),
                required(item, STATE).s());
    }

    private static long number(Map<String, AttributeValue> item, String attribute) {
        return Long.parseLong(required(item, attribute).n());
    }

    private static AttributeValue required(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute), attribute);
    }
}
