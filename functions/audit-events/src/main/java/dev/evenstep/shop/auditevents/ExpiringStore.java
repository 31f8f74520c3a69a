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
 * Powertools' store, where a record in progress ends when its time is over. In Powertools 1.15 it does not: the store
 * compares the milliseconds in {@code in_progress_expiration} with the seconds of now, so that an event whose function
 * crashed is refused until the record itself expires, 30 days here.
 */
final class ExpiringStore extends BasePersistenceStore {

    private final DynamoDBPersistenceStore store;
    private final DynamoDbClient client;
    private final String table;

    ExpiringStore(DynamoDBPersistenceStore store, DynamoDbClient client, String table) {
        this.store = store;
        this.client = client;
        this.table = table;
    }

    @Override
    public DataRecord getRecord(String key) throws IdempotencyItemNotFoundException {
        return store.getRecord(key);
    }

    @Override
    public void putRecord(DataRecord record, Instant now) throws IdempotencyItemAlreadyExistsException {
        try {
            store.putRecord(record, now);
        } catch (IdempotencyItemAlreadyExistsException there) {
            if (!removeExpired(record.getIdempotencyKey(), now)) {
                throw there;
            }
            store.putRecord(record, now);
        }
    }

    /** Of two that come here at once, one removes the record, and one of both gets the next. */
    private boolean removeExpired(String key, Instant now) {
        try {
            client.deleteItem(request -> request.tableName(table)
                    .key(Map.of("id", AttributeValue.fromS(key)))
                    .conditionExpression("#status = :inProgress AND #until < :now")
                    .expressionAttributeNames(Map.of("#status", "status", "#until", "in_progress_expiration"))
                    .expressionAttributeValues(Map.of(
                            ":inProgress", AttributeValue.fromS(DataRecord.Status.INPROGRESS.toString()),
                            ":now", AttributeValue.fromN(Long.toString(now.toEpochMilli())))));
            return true;
        } catch (ConditionalCheckFailedException held) {
            return false;
        }
    }

    @Override
    public void updateRecord(DataRecord record) {
        store.updateRecord(record);
    }

    @Override
    public void deleteRecord(String key) {
        store.deleteRecord(key);
    }
}
