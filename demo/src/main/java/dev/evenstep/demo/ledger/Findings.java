package dev.evenstep.demo.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param decisions a count per decision of the consumers
 * @param deadLettered a count per reason
 * @param statuses a count per final status of an order
 * @param reads how often orders were looked at while they were under way
 * @param past what was known of some of them when
 */
public record Findings(
        Map<String, Long> decisions,
        Map<String, Long> deadLettered,
        Map<String, Long> statuses,
        List<Invariant> invariants,
        List<Latency> latencies,
        int reads,
        List<PastOrder> past) {

    /** With one more. */
    public Findings with(Invariant invariant) {
        List<Invariant> all = new ArrayList<>(invariants);
        all.add(invariant);
        return new Findings(decisions, deadLettered, statuses, all, latencies, reads, past);
    }

    /** With what was found of fraud, and how soon. */
    public Findings with(Suspicions suspicions) {
        List<Invariant> all = new ArrayList<>(invariants);
        all.addAll(suspicions.check());
        List<Latency> latest = new ArrayList<>(latencies);
        latest.add(suspicions.latency());
        return new Findings(decisions, deadLettered, statuses, all, latest, reads, past);
    }

    public boolean allHold() {
        return invariants.stream().allMatch(Invariant::holds);
    }
}
