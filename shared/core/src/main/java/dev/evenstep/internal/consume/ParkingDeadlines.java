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
final class ParkingDeadlines {

    private final Resequencer resequencer;
    private final GapSkipper skipper;
    private final ParkedRunner runner;
    private final UnknownOutcomes outcomes;
    private final Store store;
    private final AfterDeadline policy;
    private final ConsumeOptions options;

    ParkingDeadlines(
            Resequencer resequencer,
            GapSkipper skipper,
            ParkedRunner runner,
            UnknownOutcomes outcomes,
            Store store,
            AfterDeadline policy,
            ConsumeOptions options) {
        this.resequencer = resequencer;
        this.skipper = skipper;
        this.runner = runner;
        this.outcomes = outcomes;
        this.store = store;
        this.policy = policy;
        this.options = options;
    }

    /** @param task what a person wants; what the line waits for is left out in time or not */
    Decision look(RecordAddress address, WakeUp.Task task, FollowUp followUp) {
        Instant free = outcomes.decide(address, task, options.clock().instant(), followUp);
        if (free != null) {
            return new Decision.InProgress(free);
        }
        IdempotencyRecord record = store.record(address);
        if (record.parked() == 0) {
            return new Decision.WokenUp();
        }
        followUp.lookBehind(new FollowUp.Line(address, record.reached(), null, record.parked(), true));
        runner.run(followUp);
        if (task == WakeUp.Task.LEAVE_OUT) {
            IdempotencyRecord now = store.record(address);
            if (leaveOut(address, now, store.parkedBehind(address), followUp)) {
                runner.run(followUp);
            }
        }
        Set<String> tried = new HashSet<>();
        boolean goesOn = true;
        while (goesOn) {
            goesOn = giveUp(address, tried, followUp);
        }
        return new Decision.WokenUp();
    }

    /**
     * What is overdue now; whether to look again at what came of that.
     *
     * @param tried which dependents were, and may still lie there
     */
    private boolean giveUp(RecordAddress address, Set<String> tried, FollowUp followUp) {
        IdempotencyRecord record = store.record(address);
        Instant now = options.clock().instant();
        if (record.parked() == 0) {
            return false;
        }
        if (!followUp.timeIsLeft()) {
            followUp.comeBack(address, now);
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
                        .takeWhile(event -> followUp.timeIsLeft())
                        .forEach(event -> resequencer.giveUp(event, record, followUp));
            case SKIP -> {
                overdue.stream()
                        .filter(event -> !event.isOfStream())
                        .forEach(event -> resequencer.runRegardless(event, followUp));
                goesOn = overdue.stream().noneMatch(ParkedEvent::isOfStream)
                        ? goesOn
                        : leaveOut(address, record, events, followUp);
                runner.run(followUp);
            }
        }
        waiting.stream()
                .map(ParkedEvent::until)
                .filter(Objects::nonNull)
                .filter(until -> until.isAfter(now))
                .min(Comparator.naturalOrder())
                .ifPresent(next -> followUp.watch(address, next));
        return goesOn;
    }

    /**
     * The events that wait for what is not there. What the line has got up to its first hole runs in time, and while a
     * dead letter stops it there, nothing waits in vain.
     */
    private List<ParkedEvent> waiting(List<ParkedEvent> events, IdempotencyRecord record) {
        long there = Math.max(record.reached(), skipper.first() - 1);
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
                .filter(event -> event.waits() && event.condition().number() > last)
                .toList();
    }

    /** Whether there was something to leave out: not where the next event is there, only to be tried again, or held. */
    private boolean leaveOut(
            RecordAddress address, IdempotencyRecord record, List<ParkedEvent> events, FollowUp followUp) {
        long reached = Math.max(record.reached(), skipper.first() - 1);
        Optional<ParkedEvent> next = events.stream()
                .filter(event -> event.isOfStream() && event.number() > reached)
                .findFirst();
        if (next.isEmpty()) {
            waiting(events, record).forEach(event -> resequencer.runRegardless(event, followUp));
            return true;
        }
        boolean isMissing = next.get().number() - 1 > reached;
        if (isMissing || next.get().state() == ParkedEvent.State.DEAD_LETTERED) {
            skipper.skipTo(
                    address,
                    record,
                    isMissing ? next.get().number() - 1 : next.get().number(),
                    followUp);
            return true;
        }
        return false;
    }
}
