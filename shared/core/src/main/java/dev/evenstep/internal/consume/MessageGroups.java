package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.spi.Delivery;
import java.time.Instant;
import java.util.List;

/**
 * Message groups whose order is the source's, for a consumer that stops a group at poison: what follows is parked in the
 * order in which the queue numbered it, until the dead letter is redriven or left out, and then runs.
 */
final class MessageGroups {

    private static final int DIGITS = 40;

    private static final int MOST = 10_000;

    private final ConsumerDefinition consumer;
    private final StepFactory steps;
    private final EventParker parker;
    private final Store store;
    private final ConsumeOptions options;

    /** How one message of a group is handled. */
    interface Work {

        Decision on(Delivery delivery, FollowUp followUp);
    }

    MessageGroups(
            ConsumerDefinition consumer, StepFactory steps, EventParker parker, Store store, ConsumeOptions options) {
        this.consumer = consumer;
        this.steps = steps;
        this.parker = parker;
        this.store = store;
        this.options = options;
    }

    Decision take(Delivery delivery, FollowUp followUp, Work work) {
        RecordAddress address = steps.stream(String.valueOf(delivery.group()));
        for (int look = 1; look <= options.attempts(); look++) {
            IdempotencyRecord record = store.record(address);
            if (record.parked() == 0) {
                return first(delivery, address, followUp, work);
            }
            List<ParkedEvent> events = store.parkedBehind(address);
            if (!events.isEmpty() && isHead(delivery, events.getFirst())) {
                return again(delivery, events, followUp, work);
            }
            ParkedEvent waiting = waiting(delivery, address);
            Decision full = new Decision.Gap(0, record.parked());
            Decision parked = parker.park(waiting, Math.max(1, record.parked()), MOST, full, followUp);
            if (parked != null) {
                goOn(address, events, followUp, work);
                return parked;
            }
        }
        return Decision.Transient.ofContention("Its group moved on whenever it was to be parked");
    }

    /** Where no dead letter stops the group, whoever ran what waits did not finish. */
    private void goOn(RecordAddress address, List<ParkedEvent> before, FollowUp followUp, Work work) {
        if (before.isEmpty() || before.getFirst().waits()) {
            run(store.parkedBehind(address), followUp, work);
        }
    }

    private Decision first(Delivery delivery, RecordAddress address, FollowUp followUp, Work work) {
        Decision decision = work.on(delivery, followUp);
        if (decision instanceof Poison poison) {
            parker.stop(new WaitCondition(address, 1), place(delivery), name(delivery), delivery, poison);
        }
        return decision;
    }

    /** The head of a stopped group comes back: what waits behind it goes on, if it is done with now. */
    private Decision again(Delivery delivery, List<ParkedEvent> events, FollowUp followUp, Work work) {
        Decision decision = work.on(delivery, followUp);
        ParkedEvent head = events.getFirst();
        if (decision instanceof Poison poison) {
            store.change(head.deadLettered(delivery, poison.reason().code() + ": " + poison.detail()));
        } else if (decision.settled()) {
            store.remove(head);
            run(events.subList(1, events.size()), followUp, work);
        }
        return decision;
    }

    /** A message of the consumer to itself. */
    Decision wake(WakeUp wakeUp, FollowUp followUp, Work work) {
        List<ParkedEvent> events = store.parkedBehind(steps.of(wakeUp));
        if (wakeUp.task() == WakeUp.Task.LEAVE_OUT
                && !events.isEmpty()
                && !events.getFirst().waits()) {
            store.remove(events.getFirst());
            events = events.subList(1, events.size());
        }
        run(events, followUp, work);
        return new Decision.WokenUp();
    }

    private void run(List<ParkedEvent> events, FollowUp followUp, Work work) {
        for (ParkedEvent event : events) {
            if (!event.waits()) {
                return;
            }
            Instant now = options.clock().instant();
            if (!followUp.timeIsLeft()) {
                followUp.comeBack(event.condition().address(), now);
                return;
            }
            Delivery delivery = event.again();
            Decision decision = work.on(delivery, followUp);
            followUp.note(delivery, decision);
            if (decision instanceof Poison poison) {
                store.change(event.deadLettered(delivery, poison.reason().code() + ": " + poison.detail()));
                return;
            }
            if (!decision.settled()) {
                followUp.comeBack(event.condition().address(), retryAt(event, decision, now));
                return;
            }
            store.remove(event);
        }
        if (!events.isEmpty()) {
            run(store.parkedBehind(events.getFirst().condition().address()), followUp, work);
        }
    }

    /** When; waiting for somebody else is no failure. */
    private Instant retryAt(ParkedEvent event, Decision decision, Instant now) {
        if (decision instanceof Decision.InProgress(Instant until)) {
            return until.plusMillis(1);
        }
        store.change(event.failedAgain());
        return now.plus(options.retries().after(event.attempts() + 1));
    }

    private ParkedEvent waiting(Delivery delivery, RecordAddress address) {
        return parker.waitingForAPerson(
                new WaitCondition(address, 1), place(delivery), name(delivery), delivery, "its group is stopped");
    }

    /** By the event that it is, or by what its redrive says that it was. */
    private static boolean isHead(Delivery delivery, ParkedEvent head) {
        Delivery.Attribute redriven = delivery.attributes().get(Delivery.REDRIVEN);
        return delivery.id().equals(head.delivery().id())
                || (redriven != null && redriven.value().equals(head.delivery().id()));
    }

    /** A source's own number for its records has up to 20 digits; what has none comes first. */
    private static String place(Delivery delivery) {
        String number = delivery.system(Delivery.SEQUENCE_NUMBER);
        return number == null
                ? "0".repeat(DIGITS) + "#" + delivery.id()
                : "0".repeat(Math.max(0, DIGITS - number.length())) + number + "#";
    }

    private String name(Delivery delivery) {
        return consumer.name() + "#" + delivery.id();
    }
}
