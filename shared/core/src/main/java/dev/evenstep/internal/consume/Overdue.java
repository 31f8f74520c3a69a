package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Store;
import dev.evenstep.order.InOrder.AfterDeadline;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What becomes of parked events when what they wait for has not come in time, or is left out by a person. */
final class Overdue {

    private final Turns turns;
    private final Skips skips;
    private final ParkedRunner runner;
    private final HeldEvents held;
    private final Store store;
    private final AfterDeadline policy;
    private final ConsumeOptions options;

    Overdue(
            Turns turns,
            Skips skips,
            ParkedRunner runner,
            HeldEvents held,
            Store store,
            AfterDeadline policy,
            ConsumeOptions options) {
        this.turns = turns;
        this.skips = skips;
        this.runner = runner;
        this.held = held;
        this.store = store;
        this.policy = policy;
        this.options = options;
    }

    /** @param task what a person wants; what the line waits for is left out in time or not */
    Decision look(RecordAddress address, WakeUp.Task task, Round round) {
        Instant free = held.decide(address, task, options.clock().instant(), round);
        if (free != null) {
            return new Decision.InProgress(free);
        }
        IdempotencyRecord record = store.record(address);
        if (record.parked() == 0) {
            return new Decision.WokenUp();
        }
        round.lookBehind(new Round.Line(address, record.reached(), null, record.parked(), true));
        runner.run(round);
        if (task == WakeUp.Task.LEAVE_OUT) {
            IdempotencyRecord now = store.record(address);
            if (leaveOut(address, now, store.parkedBehind(address), round)) {
                runner.run(round);
            }
        }
        Set<String> tried = new HashSet<>();
        boolean goesOn = true;
        while (goesOn) {
            goesOn = giveUp(address, tried, round);
        }
        return new Decision.WokenUp();
    }

    /**
     * What is overdue now; whether to look again at what came of that.
     *
     * @param tried which dependents were, and may still lie there
     */
    private boolean giveUp(RecordAddress address, Set<String> tried, Round round) {
        IdempotencyRecord record = store.record(address);
        Instant now = options.clock().instant();
        if (record.parked() == 0) {
            return false;
        }
        if (!round.timeIsLeft()) {
            round.comeBack(address, now);
            return false;
        }
        List<ParkedEvent> events = store.parkedBehind(address);
        List<ParkedEvent> waiting = waiting(events, record);
        List<ParkedEvent> overdue = waiting.stream()
                .filter(event -> event.isOverdue(now) && (event.isOfStream() || tried.add(event.place())))
                .toList();
        boolean goesOn = !overdue.isEmpty();
        switch (policy) {
            case DEAD_LETTER ->
                overdue.stream()
                        .takeWhile(event -> round.timeIsLeft())
                        .forEach(event -> turns.giveUp(event, record, round));
            case SKIP -> {
                overdue.stream()
                        .filter(event -> !event.isOfStream())
                        .forEach(event -> turns.runRegardless(event, round));
                goesOn = overdue.stream().noneMatch(ParkedEvent::isOfStream)
                        ? goesOn
                        : leaveOut(address, record, events, round);
                runner.run(round);
            }
        }
        waiting.stream()
                .map(ParkedEvent::until)
                .filter(Objects::nonNull)
                .filter(until -> until.isAfter(now))
                .min(Comparator.naturalOrder())
                .ifPresent(next -> round.watch(address, next));
        return goesOn;
    }

    /**
     * The events that wait for what is not there. What the line has got up to its first hole runs in time, and while a
     * dead letter stops it there, nothing waits in vain.
     */
    private List<ParkedEvent> waiting(List<ParkedEvent> events, IdempotencyRecord record) {
        long there = Math.max(record.reached(), skips.first() - 1);
        for (ParkedEvent event : events) {
            if (event.isOfStream() && event.number() - 1 == there) {
                if (!event.waits()) {
                    return List.of();
                }
                there = event.number();
            }
        }
        long last = there;
        return events.stream()
                .filter(event -> event.waits() && event.awaited().number() > last)
                .toList();
    }

    /** Whether there was something to leave out: not where the next event is there, only to be tried again, or held. */
    private boolean leaveOut(RecordAddress address, IdempotencyRecord record, List<ParkedEvent> events, Round round) {
        long reached = Math.max(record.reached(), skips.first() - 1);
        Optional<ParkedEvent> next = events.stream()
                .filter(event -> event.isOfStream() && event.number() > reached)
                .findFirst();
        if (next.isEmpty()) {
            waiting(events, record).forEach(event -> turns.runRegardless(event, round));
            return true;
        }
        boolean isMissing = next.get().number() - 1 > reached;
        if (isMissing || next.get().state() == ParkedEvent.State.DEAD_LETTERED) {
            skips.skipTo(
                    address,
                    record,
                    isMissing ? next.get().number() - 1 : next.get().number(),
                    round);
            return true;
        }
        return false;
    }
}
