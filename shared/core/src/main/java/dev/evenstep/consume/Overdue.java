package dev.evenstep.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.order.AfterDeadline;
import dev.evenstep.store.IdempotencyRecord;
import dev.evenstep.store.ParkedEvent;
import dev.evenstep.store.RecordAddress;
import dev.evenstep.store.Store;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What becomes of parked events when what they wait for has not come in time, or is left out by a person. */
final class Overdue {

    private final Turns turns;
    private final Lines lines;
    private final Store store;
    private final AfterDeadline policy;
    private final ConsumeOptions options;

    Overdue(Turns turns, Lines lines, Store store, AfterDeadline policy, ConsumeOptions options) {
        this.turns = turns;
        this.lines = lines;
        this.store = store;
        this.policy = policy;
        this.options = options;
    }

    /** @param skip whether what the line waits for is left out, in time or not */
    Decision look(RecordAddress address, boolean skip, Round round) {
        IdempotencyRecord record = store.record(address);
        if (record.parked() == 0) {
            return new Decision.WokenUp();
        }
        if (skip) {
            leaveOut(address, record, store.parkedBehind(address), round);
        } else {
            round.lookBehind(new Round.Line(address, record.reached(), null, record.parked()));
        }
        lines.run(round);
        afterwards(address, round);
        return new Decision.WokenUp();
    }

    private void afterwards(RecordAddress address, Round round) {
        IdempotencyRecord record = store.record(address);
        if (record.parked() == 0 || !round.timeIsLeft()) {
            return;
        }
        List<ParkedEvent> events = store.parkedBehind(address);
        if (isStopped(events, record)) {
            return;
        }
        Instant now = options.clock().instant();
        List<ParkedEvent> overdue = events.stream()
                .filter(event -> event.waits()
                        && event.isOverdue(now)
                        && !event.awaited().isReached(record))
                .toList();
        switch (policy) {
            case DEAD_LETTER -> overdue.forEach(event -> turns.giveUp(event, record, round));
            case SKIP -> {
                if (!overdue.isEmpty()) {
                    leaveOut(address, record, events, round);
                    lines.run(round);
                }
            }
        }
        events.stream()
                .filter(event -> !overdue.contains(event))
                .map(ParkedEvent::until)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(next -> round.comeBack(address, next.isAfter(now) ? next : now));
    }

    /** While a dead letter stops the line, what waits behind it is not early, and has all the time. */
    private static boolean isStopped(List<ParkedEvent> events, IdempotencyRecord record) {
        return events.stream().anyMatch(event -> !event.waits() && event.number() > record.reached());
    }

    private void leaveOut(RecordAddress address, IdempotencyRecord record, List<ParkedEvent> events, Round round) {
        if (address instanceof RecordAddress.OfEvent) {
            events.forEach(event -> turns.runRegardless(event, round));
            return;
        }
        Optional<ParkedEvent> next = events.stream()
                .filter(event -> event.isOfStream() && event.number() > record.reached())
                .findFirst();
        next.ifPresent(
                event -> turns.skipTo(address, record, event.waits() ? event.number() - 1 : event.number(), round));
    }
}
