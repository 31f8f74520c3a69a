package dev.evenstep.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** By the AWS SDK. */
final class SdkCalls implements ItemCalls {

    private final DynamoDbClient client;
    private final String table;
    private final AtomicLong keys = new AtomicLong();

    private SdkCalls(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** @param stream whether the table has a stream of new and old images */
    static SdkCalls toNewTable(DynamoDbClient client, boolean stream) {
        var table = "t" + System.nanoTime();
        client.createTable(request -> request.tableName(table)
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .attributeDefinitions(string("pk"), string("sk"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(
                        stream
                                ? StreamSpecification.builder()
                                        .streamEnabled(true)
                                        .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                                        .build()
                                : null));
        client.waiter().waitUntilTableExists(request -> request.tableName(table));
        return new SdkCalls(client, table);
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition string(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private Map<String, AttributeValue> item() {
        long key = keys.incrementAndGet();
        return Map.of(
                "pk", AttributeValue.fromS("order-" + key),
                "sk", AttributeValue.fromS("v1"),
                "amount", AttributeValue.fromN(Long.toString(key)),
                "text", AttributeValue.fromS("x".repeat(100)));
    }

    @Override
    public void conditionalPut() {
        client.putItem(
                request -> request.tableName(table).item(item()).conditionExpression("attribute_not_exists(pk)"));
    }

    @Override
    public void transaction() {
        List<TransactWriteItem> puts = new ArrayList<>();
        for (int each = 0; each < 3; each++) {
            var put = Put.builder()
                    .tableName(table)
                    .item(item())
                    .conditionExpression("attribute_not_exists(pk)")
                    .build();
            puts.add(TransactWriteItem.builder().put(put).build());
        }
        client.transactWriteItems(request -> request.transactItems(puts));
    }
}
