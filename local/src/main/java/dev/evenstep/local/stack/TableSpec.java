package dev.evenstep.local.stack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DynamoDB table.
 *
 * @param attributeTypes {@code S}, {@code N} or {@code B} of every key attribute, by name
 * @param timeToLiveAttribute the attribute holding the epoch second of expiry; null: items stay
 * @param streamViewType such as {@code NEW_IMAGE}; null: no stream
 * @param streamArn null without a stream; known before the table is made, so that mappings can name it
 */
public record TableSpec(
        String logicalId,
        String name,
        String arn,
        Key key,
        Map<String, String> attributeTypes,
        List<SecondaryIndex> indexes,
        @Nullable String timeToLiveAttribute,
        @Nullable String streamViewType,
        @Nullable String streamArn) {

    public TableSpec {
        attributeTypes = Map.copyOf(attributeTypes);
        indexes = List.copyOf(indexes);
    }

    /** A partition key and, where there is one, a sort key, by attribute name. */
    public record Key(String partition, @Nullable String sort) {}

    /** A secondary index; local ones share the table's partition key. */
    public record SecondaryIndex(
            String name, boolean local, Key key, String projectionType, List<String> nonKeyAttributes) {

        public SecondaryIndex {
            nonKeyAttributes = List.copyOf(nonKeyAttributes);
        }
    }
}
