package dev.evenstep.internal.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts within this JVM. */
final class InMemoryAttempts implements FailedAttempts {

    private final Map<String, Integer> counts = new HashMap<>();

    @Override
    public int add(String record, Instant expiry) {
        return counts.merge(record, 1, Integer::sum);
    }

    @Override
    public void forget(String record) {
        counts.remove(record);
    }
}
