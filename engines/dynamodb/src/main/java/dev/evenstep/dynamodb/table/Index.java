package dev.evenstep.dynamodb.table;

import java.util.List;

/**
 * A secondary index.
 *
 * @param global whether it has a partition key of its own
 * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param included the attributes of {@code INCLUDE}, beside keys
 */
public record Index(String name, boolean global, KeySchema keys, String projection, List<String> included) {

    public Index {
        included = List.copyOf(included);
    }
}
