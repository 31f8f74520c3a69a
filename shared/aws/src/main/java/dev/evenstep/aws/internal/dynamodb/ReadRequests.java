package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.Reads;
import dev.evenstep.internal.store.RecordAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Consistent reads: of several items at once, and of what a consumer handled. */
final class ReadRequests {

    private final DynamoDbClient client;
    private final TableNames tables;

    ReadRequests(DynamoDbClient client, TableNames tables) {
        this.client = client;
        this.tables = tables;
    }

    Map<ItemKey, Item> read(Collection<ItemKey> keys) {
        Set<ItemKey> wanted = Reads.distinct(keys);
        Map<ItemKey, Item> found = new LinkedHashMap<>();
        Map<String, KeysAndAttributes> open = requested(wanted);
        while (!open.isEmpty()) {
            BatchGetItemResponse response = client.batchGetItem(
                    BatchGetItemRequest.builder().requestItems(open).build());
            if (response.unprocessedKeys().equals(open)) {
                throw new IllegalStateException("DynamoDB is throttling reads of " + open.keySet());
            }
            collect(wanted, response, found);
            open = response.unprocessedKeys();
        }
        return found;
    }

    IdempotencyRecord record(RecordAddress address) {
        RecordItem record = new RecordItem(address, tables);
        return record.read(client.getItem(request ->
                        request.tableName(record.table()).key(record.key()).consistentRead(true))
                .item());
    }

    private Map<String, KeysAndAttributes> requested(Set<ItemKey> keys) {
        return keys.stream().collect(Collectors.groupingBy(key -> tables.deployedName(key.table()))).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        table -> KeysAndAttributes.builder()
                                .keys(table.getValue().stream()
                                        .map(AttributeValues::of)
                                        .toList())
                                .consistentRead(true)
                                .build()));
    }

    private void collect(Set<ItemKey> wanted, BatchGetItemResponse response, Map<ItemKey, Item> found) {
        response.responses()
                .forEach((table, items) -> items.stream()
                        .map(AttributeValues::item)
                        .forEach(item -> wanted.stream()
                                .filter(key -> tables.deployedName(key.table()).equals(table) && isAt(item, key))
                                .forEach(key -> found.put(key, item))));
    }

    /** Compared as the core sees it: DynamoDB writes a number in another way than we do. */
    private static boolean isAt(Item item, ItemKey key) {
        return item.attributes().entrySet().containsAll(key.attributes().entrySet());
    }
}
