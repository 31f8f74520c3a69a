package dev.evenstep.demo.ledger;

import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param decisions a count per decision of the consumers
 * @param deadLettered a count per reason
 * @param statuses a count per final status of an order
 */
public record Findings(
        Map<String, Long> decisions,
        Map<String, Long> deadLettered,
        Map<String, Long> statuses,
        List<Invariant> invariants,
        List<Latency> latencies) {

    public boolean allHold() {
        return invariants.stream().allMatch(Invariant::holds);
    }
}
