package dev.evenstep.dynamodb.capacity;

import dev.evenstep.dynamodb.value.BilledSize;
import dev.evenstep.dynamodb.value.TableItem;
import org.jspecify.annotations.Nullable;

/** Read and write units (developer guide, "DynamoDB read and write operations"). */
public final class Units {

    private static final int READ = 4096;
    private static final int WRITE = 1024;

    private Units() {}

    /** One for each 4 KB begun, one at least; half of it where the read may be of an older state. */
    public static double read(long bytes, boolean consistent) {
        return Math.max(1, Math.ceilDiv(bytes, READ)) * (consistent ? 1 : 0.5);
    }

    /** One for each 1 KB begun of the larger of both, one at least. */
    public static double write(@Nullable TableItem before, @Nullable TableItem after) {
        int larger = Math.max(before == null ? 0 : BilledSize.of(before), after == null ? 0 : BilledSize.of(after));
        return Math.max(1, Math.ceilDiv(larger, WRITE));
    }
}
