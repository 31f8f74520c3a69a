package dev.evenstep.dynamodb.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was made and changed.
 *
 * @param id differs from that of another table that had the same name
 * @param attributes those of all keys, in the order in which they were defined
 * @param stream the newest one, whether or not it is enabled; null: there was none
 * @param timeToLive the attribute that holds an item's epoch second of expiry; null: items stay
 */
public record TableDefinition(
        String name,
        String id,
        String arn,
        Instant created,
        Status status,
        KeySchema keys,
        List<KeyAttribute> attributes,
        List<Index> indexes,
        @Nullable StreamSettings stream,
        @Nullable String timeToLive,
        TableSettings settings) {

    public TableDefinition {
        attributes = List.copyOf(attributes);
        indexes = List.copyOf(indexes);
    }

    public Optional<Index> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }

    /** Whether changes of items are to be found in a stream. */
    public boolean streaming() {
        return stream != null && stream.enabled();
    }

    public TableDefinition with(Status other) {
        return new TableDefinition(
                name, id, arn, created, other, keys, attributes, indexes, stream, timeToLive, settings);
    }

    public TableDefinition with(List<KeyAttribute> otherAttributes, List<Index> otherIndexes) {
        return new TableDefinition(
                name, id, arn, created, status, keys, otherAttributes, otherIndexes, stream, timeToLive, settings);
    }

    public TableDefinition with(StreamSettings other) {
        return new TableDefinition(
                name, id, arn, created, status, keys, attributes, indexes, other, timeToLive, settings);
    }

    public TableDefinition withTimeToLive(@Nullable String attribute) {
        return new TableDefinition(
                name, id, arn, created, status, keys, attributes, indexes, stream, attribute, settings);
    }

    public TableDefinition with(TableSettings other) {
        return new TableDefinition(
                name, id, arn, created, status, keys, attributes, indexes, stream, timeToLive, other);
    }
}
