package dev.evenstep.encryption;

import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The table of wrapped keys. That a subject is erased stays in it, so that what is still on its way is not encrypted with a new
 * key.
 */
record KeyTable(DynamoDbClient dynamoDb, String name, InstantSource time) {

    static final String SUBJECT = "subject";
    static final String WRAPPED = "wrapped";
    /** Epoch seconds, as the other one is. */
    static final String CREATED = "created";

    static final String ERASED = "erased";

    /**
     * @param wrapped null where it is erased
     */
    record Row(@Nullable SdkBytes wrapped) {}

    /** @return null where the subject never had a key */
    @Nullable
    Row read(String subject) {
        Map<String, AttributeValue> item = dynamoDb.getItem(request -> request.tableName(name)
                        .key(Map.of(SUBJECT, AttributeValue.fromS(subject)))
                        .consistentRead(true))
                .item();
        if (item.isEmpty()) {
            return null;
        }
        AttributeValue wrapped = item.get(WRAPPED);
        return new Row(wrapped == null ? null : wrapped.b());
    }

    /** @return false where somebody else was first, or it is erased */
    boolean add(String subject, SdkBytes wrapped) {
        try {
            var unused = dynamoDb.putItem(request -> request.tableName(name)
                    .item(Map.of(
                            SUBJECT, AttributeValue.fromS(subject),
                            WRAPPED, AttributeValue.fromB(wrapped),
                            CREATED, now()))
                    .conditionExpression("attribute_not_exists(#subject)")
                    .expressionAttributeNames(Map.of("#subject", SUBJECT)));
            return true;
        } catch (ConditionalCheckFailedException there) {
            return false;
        }
    }

    void erase(String subject) {
        var unused = dynamoDb.putItem(
                request -> request.tableName(name).item(Map.of(SUBJECT, AttributeValue.fromS(subject), ERASED, now())));
    }

    private AttributeValue now() {
        return AttributeValue.fromN(Long.toString(time.instant().getEpochSecond()));
    }
}
