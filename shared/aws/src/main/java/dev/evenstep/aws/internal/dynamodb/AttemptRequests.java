package dev.evenstep.aws.internal.dynamodb;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Counts of failed attempts: items of their own in the table of records, so that a record's own conditions know nothing of them. */
final class AttemptRequests {

    private static final String PREFIX = "attempts#";
    private static final String ATTEMPTS = "attempts";

    private final DynamoDbClient client;
    private final TableNames tables;

    AttemptRequests(DynamoDbClient client, TableNames tables) {
        this.client = client;
        this.tables = tables;
    }

    int add(String record, Instant expiry) {
        var counted = client.updateItem(request -> request.tableName(tables.idempotency())
                .key(key(record))
                .updateExpression("ADD #attempts :one SET #expiration = :expiry")
                .expressionAttributeNames(Map.of("#attempts", ATTEMPTS, "#expiration", RecordItem.EXPIRATION))
                .expressionAttributeValues(Map.of(
                        ":one", AttributeValues.number(1), ":expiry", AttributeValues.number(expiry.getEpochSecond())))
                .returnValues(ReturnValue.UPDATED_NEW));
        return Integer.parseInt(counted.attributes()
                .getOrDefault(ATTEMPTS, AttributeValues.number(1))
                .n());
    }

    void forget(String record) {
        client.deleteItem(request -> request.tableName(tables.idempotency()).key(key(record)));
    }

    private static Map<String, AttributeValue> key(String record) {
        return Map.of(RecordItem.ID, AttributeValue.fromS(PREFIX + record));
    }
}
