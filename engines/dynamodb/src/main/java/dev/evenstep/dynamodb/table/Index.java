package dev.evenstep.dynamodb.table;

import java.util.List;

/**
 * A secondary index.
 *
 * @param global whether it has a partition key of its own
 * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param included the attributes of {@code INCLUDE}, beside keys
 * @param throughput of a global one
 * @param status of a global one; a local one comes and goes with its table
 */
public record Index(
        String name,
        boolean global,
        KeySchema keys,
        String projection,
        List<String> included,
        Throughput throughput,
        Status status) {

    public Index {
        included = List.copyOf(included);
    }

    public Index with(Throughput other) {
        return new Index(name, global, keys, projection, included, other, status);
    }

    public Index with(Status other) {
        return new Index(name, global, keys, projection, included, throughput, other);
    }
}
