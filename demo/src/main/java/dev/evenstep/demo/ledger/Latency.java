package dev.evenstep.demo.ledger;

import java.time.Duration;
import java.util.List;

/** How long one hop took, over all orders, in milliseconds. */
public record Latency(String hop, int count, long p50, long p99) {

    static Latency of(String hop, List<Duration> durations) {
        List<Long> sorted = durations.stream().map(Duration::toMillis).sorted().toList();
        return sorted.isEmpty()
                ? new Latency(hop, 0, 0, 0)
                : new Latency(hop, sorted.size(), percentile(sorted, 50), percentile(sorted, 99));
    }

    /** The nearest rank. */
    private static long percentile(List<Long> sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }
}
