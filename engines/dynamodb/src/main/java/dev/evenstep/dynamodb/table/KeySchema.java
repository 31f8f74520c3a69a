package dev.evenstep.dynamodb.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A partition key and, where there is one, a sort key. */
public record KeySchema(KeyAttribute partition, @Nullable KeyAttribute sort) {

    /** One or two. */
    public List<KeyAttribute> attributes() {
        return sort == null ? List.of(partition) : List.of(partition, sort);
    }

    public boolean has(String attribute) {
        return partition.name().equals(attribute)
                || (sort != null && sort.name().equals(attribute));
    }
}
