package dev.evenstep.kinesis.record;

import dev.evenstep.kinesis.stream.DataStream;
import dev.evenstep.kinesis.stream.StreamShard;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a shard takes and gives in a second: 1,000 records and 1 MiB in, 5 reads and 2 MiB out; who reads more at once waits
 * for as long as that takes (Developer Guide, "Quotas and limits"). A second is one of the clock. Safe for concurrent use.
 */
public final class Throughput {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int READS = 5;
    private static final int RECORDS = 1000;
    private static final long MILLIS = 1000;

    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /** What one shard had in the present second. */
    private static final class Window {
        private long second;
        private int reads;
        private long read;
        private int records;
        private long written;
        private long closedUntil;

        void enter(long millis) {
            if (millis / MILLIS != second) {
                second = millis / MILLIS;
                reads = 0;
                read = 0;
                records = 0;
                written = 0;
            }
        }
    }

    private Window window(DataStream stream, StreamShard shard) {
        return windows.computeIfAbsent(
                "%s/%d/%d".formatted(stream.name(), stream.created().toEpochMilli(), shard.number()),
                any -> new Window());
    }

    /** Counts a record, where the shard takes it. A single one that is larger than a second's share is taken too. */
    boolean takes(DataStream stream, StreamShard shard, int bytes, Instant now) {
        var window = window(stream, shard);
        synchronized (window) {
            window.enter(now.toEpochMilli());
            if (window.records >= RECORDS || (window.records > 0 && window.written + bytes > MEBIBYTE)) {
                return false;
            }
            window.records++;
            window.written += bytes;
            return true;
        }
    }

    /** Counts a read, where the shard gives it. */
    boolean gives(DataStream stream, StreamShard shard, Instant now) {
        var window = window(stream, shard);
        synchronized (window) {
            window.enter(now.toEpochMilli());
            if (window.reads >= READS || now.toEpochMilli() < window.closedUntil) {
                return false;
            }
            window.reads++;
            return true;
        }
    }

    /** Counts what a read gave. */
    void given(DataStream stream, StreamShard shard, long bytes, Instant now) {
        var window = window(stream, shard);
        synchronized (window) {
            window.read += bytes;
            if (window.read > 2 * MEBIBYTE) {
                window.closedUntil = now.toEpochMilli() + window.read * MILLIS / (2 * MEBIBYTE);
            }
        }
    }
}
