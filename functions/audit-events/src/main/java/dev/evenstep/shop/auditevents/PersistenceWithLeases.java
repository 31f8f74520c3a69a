package dev.evenstep.shop.auditevents;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.lambda.powertools.idempotency.exceptions.IdempotencyItemAlreadyExistsException;
import software.amazon.lambda.powertools.idempotency.exceptions.IdempotencyItemNotFoundException;
import software.amazon.lambda.powertools.idempotency.persistence.BasePersistenceStore;
import software.amazon.lambda.powertools.idempotency.persistence.DataRecord;
import software.amazon.lambda.powertools.idempotency.persistence.DynamoDBPersistenceStore;

/**
 * Powertools' persistence, in which a lease ends when it says so. Powertools 1.15 compares that end, in milliseconds, with
 * the time in seconds: an event whose first run crashed would be locked until its record expires.
 */
final class PersistenceWithLeases extends BasePersistenceStore {

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDBPersistenceStore theirs;

    PersistenceWithLeases(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        this.theirs = DynamoDBPersistenceStore.builder()
                .withTableName(table)
                .withDynamoDbClient(client)
                .build();
    }

    @Override
    public DataRecord getRecord(String key) throws IdempotencyItemNotFoundException {
        return theirs.getRecord(key);
    }

    @Override
    public void putRecord(DataRecord record, Instant now) throws IdempotencyItemAlreadyExistsException {
        try {
            theirs.putRecord(record, now);
        } catch (IdempotencyItemAlreadyExistsException exists) {
            if (!takesOver(record, now)) {
                throw exists;
            }
        }
    }

    @Override
    public void updateRecord(DataRecord record) {
        theirs.updateRecord(record);
    }

    @Override
    public void deleteRecord(String key) {
        theirs.deleteRecord(key);
    }

    /** Whether whoever had the lease ran out of time, and it is ours now. */
    private boolean takesOver(DataRecord record, Instant now) {
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(Map.of("id", AttributeValue.fromS(record.getIdempotencyKey())))
                    .updateExpression("SET expiration = :expiration, in_progress_expiration = :until")
                    .conditionExpression("#status = :held AND in_progress_expiration < :now")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(Map.of(
                            ":expiration", number(record.getExpiryTimestamp()),
                            ":until",
                                    number(record.getInProgressExpiryTimestamp()
                                            .orElse(record.getExpiryTimestamp() * 1_000)),
                            ":held", AttributeValue.fromS(DataRecord.Status.INPROGRESS.toString()),
                            ":now", number(now.toEpochMilli()))));
            return true;
        } catch (ConditionalCheckFailedException stands) {
            return false;
        }
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
