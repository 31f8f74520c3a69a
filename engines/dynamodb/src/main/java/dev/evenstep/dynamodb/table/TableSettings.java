package dev.evenstep.dynamodb.table;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed of a table and does not change what its items are.
 *
 * @param throughput {@link Throughput#ON_DEMAND} where it is billed by request
 * @param onDemandSince null: never was billed by request
 * @param tableClass null: nobody has named one
 * @param encrypted whether a key of KMS was asked for
 * @param recoverable whether point-in-time recovery is on
 * @param timeToLiveChanged null: never
 */
public record TableSettings(
        Throughput throughput,
        @Nullable Instant onDemandSince,
        boolean deletionProtection,
        @Nullable String tableClass,
        boolean encrypted,
        boolean recoverable,
        @Nullable Instant timeToLiveChanged,
        Map<String, String> tags) {

    public TableSettings {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    public boolean onDemand() {
        return throughput.equals(Throughput.ON_DEMAND);
    }
}
