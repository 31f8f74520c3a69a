package dev.evenstep.local.mapping;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A table with the keys {@code pk} and {@code sk} and a stream of both images, as a client uses it. */
record Table(DynamoDbClient dynamo, String name, String streamArn) {

    static Table create(DynamoDbClient dynamo, String name) {
        var streamArn = dynamo.createTable(request -> request.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)))
                        .attributeDefinitions(List.of(text("pk"), text("sk")))
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
                .tableDescription()
                .latestStreamArn();
        return new Table(dynamo, name, streamArn);
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    void put(String pk, String sk) {
        put(key(pk, sk));
    }

    void put(Map<String, AttributeValue> item) {
        var unused = dynamo.putItem(request -> request.tableName(name).item(item));
    }

    void delete(String pk, String sk) {
        var unused = dynamo.deleteItem(request -> request.tableName(name).key(key(pk, sk)));
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }
}
