package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.internal.breaker.Probes;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** One item for each breaker that is open, in the table of records: all instances of a function probe once together. */
public final class SharedProbes implements Probes {

    private static final String PREFIX = "breaker#";
    private static final String UNTIL = "probed_until";

    private final DynamoDbClient client;
    private final TableNames tables;

    public SharedProbes(DynamoDbClient client, TableNames tables) {
        this.client = client;
        this.tables = tables;
    }

    @Override
    public boolean claim(String breaker, Instant now, Instant until) {
        try {
            var unused = client.updateItem(request -> request.tableName(tables.idempotency())
                    .key(key(breaker))
                    .updateExpression("SET #until = :until, #expiration = :expiry")
                    .conditionExpression("attribute_not_exists(#until) OR #until <= :now")
                    .expressionAttributeNames(Map.of("#until", UNTIL, "#expiration", RecordItem.EXPIRATION))
                    .expressionAttributeValues(Map.of(
                            ":until", AttributeValues.number(until.toEpochMilli()),
                            ":now", AttributeValues.number(now.toEpochMilli()),
                            ":expiry", AttributeValues.number(until.getEpochSecond()))));
            return true;
        } catch (ConditionalCheckFailedException another) {
            return false;
        }
    }

    @Override
    public void release(String breaker) {
        var unused = client.deleteItem(
                request -> request.tableName(tables.idempotency()).key(key(breaker)));
    }

    private static Map<String, AttributeValue> key(String breaker) {
        return Map.of(RecordItem.ID, AttributeValue.fromS(PREFIX + breaker));
    }
}
