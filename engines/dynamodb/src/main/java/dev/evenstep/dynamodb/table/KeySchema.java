package dev.evenstep.dynamodb.table;

import org.jspecify.annotations.Nullable;

/** A partition key and, where there is one, a sort key. */
public record KeySchema(KeyAttribute partition, @Nullable KeyAttribute sort) {

    public boolean has(String attribute) {
        return partition.name().equals(attribute)
                || (sort != null && sort.name().equals(attribute));
    }
}
