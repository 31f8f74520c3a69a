package dev.evenstep.archive.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A range of one partition's items.
 *
 * @param index null: the table itself
 * @param low of the sort key, included, as is {@code high}
 */
record ItemRange(
        @Nullable String index, String partitionKey, String partition, String sortKey, String low, String high) {

    /** What a text is before that begins with it and goes on: the least that comes after it. */
    static final String NEXT = "\u0000";

    private static final String OF_ENTITY = "by-entity";
    private static final String OF_CORRELATION = "by-correlation";

    /** Versions are digits, and so stand between. */
    private static final String FIRST_VERSION = "0";

    private static final String BEHIND_VERSIONS = ":";

    static ItemRange ofBucket(String bucket, String low, String high) {
        return new ItemRange(null, ArchiveItem.BUCKET, bucket, ArchiveItem.PLACE, low, high);
    }

    static ItemRange ofCorrelation(String correlationId, String low, String high) {
        return new ItemRange(OF_CORRELATION, ArchiveItem.CORRELATION, correlationId, ArchiveItem.PLACE, low, high);
    }

    static ItemRange ofEntity(String entity, @Nullable String after) {
        return new ItemRange(
                OF_ENTITY,
                ArchiveItem.ENTITY,
                entity,
                ArchiveItem.ENTITY_ORDER,
                after == null ? FIRST_VERSION : after + NEXT,
                BEHIND_VERSIONS);
    }

    /** A page from where the last one ended; empty: the first. */
    QueryRequest page(String table, int limit, Map<String, AttributeValue> last) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .limit(limit)
                .keyConditionExpression("#partition = :partition AND #sort BETWEEN :low AND :high")
                .expressionAttributeNames(Map.of("#partition", partitionKey, "#sort", sortKey))
                .expressionAttributeValues(Map.of(
                        ":partition", AttributeValue.fromS(partition),
                        ":low", AttributeValue.fromS(low),
                        ":high", AttributeValue.fromS(high)))
                .exclusiveStartKey(last.isEmpty() ? null : last)
                .build();
    }
}
