package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.internal.CommitEventStore;
import dev.evenstep.eventstore.internal.EventTables;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Streams in a DynamoDB table with the partition key {@code stream} (text) and the sort key {@code commit} (number).
 *
 * <p>An append is one {@code PutItem} of an item for all of its events, at a write unit for each KB. One above 380 KB is
 * several items in one {@code TransactWriteItems}, at twice the units. A page is one {@code Query}, consistent, at a read unit
 * for each 4 KB. A snapshot is an item of the same table, read by one {@code GetItem}, eventually consistent.
 */
public final class DynamoDbEventStore {

    private DynamoDbEventStore() {}

    /**
     * On a client of its own, whose region and credentials are those of Lambda's environment.
     *
     * @param environment with {@code EVENTS_TABLE}, the table's deployed name
     * @throws IllegalStateException when that is missing
     */
    public static EventStore from(Map<String, String> environment, EventStoreOptions options) {
        return of(StoreClients.dynamoDb(), StoreClients.table(environment, "EVENTS_TABLE"), options);
    }

    /** @param table its deployed name */
    public static EventStore of(DynamoDbClient client, String table, EventStoreOptions options) {
        EventTables tables = new EventTables(
                new DynamoDbCommitLog(client, table),
                new DynamoDbSnapshots(client, table),
                new DynamoDbLogTable(client, table),
                new DynamoDbCheckpoints(client, table));
        return new CommitEventStore(tables, options);
    }
}
