package dev.evenstep.dynamodb.table;

/**
 * Provisioned capacity units each second; both 0 where the table is billed by request.
 *
 * @param read of strongly consistent reads of 4 KB
 * @param write of writes of 1 KB
 */
public record Throughput(long read, long write) {

    /** Billed by request. */
    public static final Throughput ON_DEMAND = new Throughput(0, 0);
}
