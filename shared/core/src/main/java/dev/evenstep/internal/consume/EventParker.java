package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.ParkedEvent.State;
import dev.evenstep.internal.store.Parking;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.spi.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts events aside in the database. */
final class EventParker {

    private final Store store;
    private final ConsumeOptions options;

    EventParker(Store store, ConsumeOptions options) {
        this.store = store;
        this.options = options;
    }

    /** An event that waits, for as long as there is patience. */
    ParkedEvent waiting(WaitCondition condition, String place, String event, Delivery delivery, String reason) {
        Instant now = options.clock().instant();
        return new ParkedEvent(
                condition,
                place,
                event,
                delivery.atAttempt(1),
                State.WAITS,
                reason,
                0,
                now,
                now.plus(options.patience()));
    }

    /** An event that waits for as long as it takes. */
    ParkedEvent waitingForAPerson(
            WaitCondition condition, String place, String event, Delivery delivery, String reason) {
        return new ParkedEvent(
                condition,
                place,
                event,
                delivery,
                State.WAITS,
                reason,
                0,
                options.clock().instant(),
                null);
    }

    /**
     * Puts an event aside, in its own place, of which nobody knows whether its call was done.
     *
     * @param known how many are parked behind its record already
     * @return null when its record moved: look again
     */
    @Nullable
    Decision hold(Step step, Delivery delivery, int known, FollowUp followUp) {
        long number = step instanceof Step.Ordered inOrder ? inOrder.number() : 0;
        ParkedEvent held = new ParkedEvent(
                new WaitCondition(step.address(), number),
                StepFactory.place(step),
                step.event().text(),
                delivery.atAttempt(1),
                State.HELD,
                "it was cut off, and nobody knows whether its call was done",
                0,
                options.clock().instant(),
                null);
        return park(held, known, Integer.MAX_VALUE, Decision.Parked.held(), followUp);
    }

    /**
     * Parks an event, and sees to it that somebody looks at its deadline.
     *
     * @param known how many are parked already
     * @param early what is decided when no more may be parked
     * @return null when what it waits for moved: look again
     */
    @Nullable
    Decision park(ParkedEvent event, int known, int most, Decision early, FollowUp followUp) {
        return switch (store.park(event, known, most)) {
            case Parking.ParkingOutcome.Added(boolean first) -> {
                if (first && event.until() != null) {
                    followUp.watch(event.condition().address(), event.until());
                }
                yield parked(event);
            }
            case Parking.ParkingOutcome.PlaceTaken(String other, State state) -> {
                if (!other.equals(event.event())) {
                    yield new Poison(
                            Reason.VERSION_CONFLICT,
                            "%s waits for its turn already, and %s claims the same".formatted(other, event.event()),
                            null);
                }
                if (state != State.HELD && state != event.state()) {
                    // It was redriven before its turn, and waits for that now; or was cut off in it.
                    store.change(event);
                }
                if (event.until() != null) {
                    followUp.watch(event.condition().address(), event.until());
                }
                yield parked(event);
            }
            case Parking.ParkingOutcome.Moved moved -> null;
            case Parking.ParkingOutcome.Full full -> early;
        };
    }

    private static Decision parked(ParkedEvent event) {
        return event.state() == State.HELD
                ? Decision.Parked.held()
                : new Decision.Parked(event.condition().toString(), event.until());
    }

    /**
     * Lets a dead-lettered event hold its place, so that what follows waits for its redrive. Does nothing where the record
     * is past it, or another event waits in its place.
     */
    void stop(WaitCondition condition, String place, String event, Delivery delivery, Poison poison) {
        String reason = poison.reason().code() + ": " + poison.detail();
        ParkedEvent stopped = new ParkedEvent(
                condition,
                place,
                event,
                delivery,
                State.DEAD_LETTERED,
                reason,
                0,
                options.clock().instant(),
                null);
        for (int look = 1; look <= options.attempts(); look++) {
            IdempotencyRecord record = store.record(condition.address());
            if (condition.isReached(record)) {
                return;
            }
            switch (store.park(stopped, record.parked(), Integer.MAX_VALUE)) {
                case Parking.ParkingOutcome.Added parked -> {
                    return;
                }
                case Parking.ParkingOutcome.PlaceTaken(String other, State state) -> {
                    if (other.equals(event)) {
                        store.change(stopped);
                    }
                    return;
                }
                case Parking.ParkingOutcome.Moved moved ->
                    options.pause().of(options.backoff().after(look));
                case Parking.ParkingOutcome.Full full -> {
                    return;
                }
            }
        }
        throw new IllegalStateException("%s is dead-lettered, and its line could not be stopped in %d attempts"
                .formatted(event, options.attempts()));
    }
}
