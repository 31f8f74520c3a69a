package dev.evenstep.demo;

import dev.evenstep.demo.ledger.Findings;
import dev.evenstep.demo.ledger.Invariant;
import dev.evenstep.demo.ledger.Invariant.Meaning;
import java.time.Duration;

/**
 * How a run ended.
 *
 * @param sent messages, duplicates and defects included
 * @param refused requests to the payment gateway, while it was away in the middle
 * @param replayed events that Lambda gave up for the audit function and that were sent again
 * @param cameToRest false where it was given up while work was left
 * @param flow from the first message until all had come to rest
 */
public record DemoResult(
        int orders,
        long seed,
        int sent,
        int refused,
        int replayed,
        boolean cameToRest,
        Findings findings,
        Duration flow) {

    public boolean succeeded() {
        return cameToRest && findings.allHold();
    }

    /** Orders, events and dead letters that are missing. */
    public int lost() {
        return violations(Meaning.LOST);
    }

    public int doubleEffects() {
        return violations(Meaning.DOUBLED);
    }

    /** Effects that came before what they follow. */
    public int outOfOrder() {
        return violations(Meaning.ORDER);
    }

    private int violations(Meaning meaning) {
        return findings.invariants().stream()
                .filter(invariant -> invariant.meaning() == meaning)
                .mapToInt(Invariant::violations)
                .sum();
    }
}
