package dev.evenstep.local.mapping;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which lanes of a broker have failed, how often in a row, and until when nothing more of them is wanted. */
final class BrokerLanes {

    private final MappingOptions options;
    private final Supplier<Instant> clock;
    private final Map<String, Failing> failing = new HashMap<>();

    BrokerLanes(MappingOptions options, Supplier<Instant> clock) {
        this.options = options;
        this.clock = clock;
    }

    private record Failing(int failures, Instant until) {}

    /** How often a lane has failed since something in it succeeded. */
    int failures(String lane) {
        Failing known = failing.get(lane);
        return known == null ? 0 : known.failures();
    }

    void succeeded(String lane) {
        failing.remove(lane);
    }

    void failed(String lane) {
        int before = failures(lane);
        failing.put(lane, new Failing(before + 1, clock.get().plus(options.retryPause(before))));
    }

    /** They belong to another reader now. */
    void forget(Set<String> lanes) {
        failing.keySet().removeAll(lanes);
    }

    Set<String> held() {
        Instant now = clock.get();
        return failing.entrySet().stream()
                .filter(lane -> now.isBefore(lane.getValue().until()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
