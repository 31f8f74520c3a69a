package dev.evenstep.consume;

import dev.evenstep.batch.Delivery;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.order.AfterPoison;
import dev.evenstep.order.InOrder;
import dev.evenstep.store.Awaited;
import dev.evenstep.store.IdempotencyKey;
import dev.evenstep.store.IdempotencyRecord;
import dev.evenstep.store.ParkedEvent;
import dev.evenstep.store.RecordAddress;
import dev.evenstep.store.Refusal;
import dev.evenstep.store.Step;
import dev.evenstep.store.Store;
import dev.evenstep.store.Turn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events in their turn: what came early is parked, what is poison stops its line or is stepped over. */
final class Turns {

    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private final Consumer consumer;
    private final Envelopes envelopes;
    private final @Nullable InOrder inOrder;
    private final Steps steps;
    private final Attempts attempts;
    private final Parker parker;
    private final Dependencies dependencies;
    private final ConsumePorts ports;
    private final ConsumeOptions options;
    private final Store store;

    Turns(
            Consumer consumer,
            Envelopes envelopes,
            Steps steps,
            Attempts attempts,
            Parker parker,
            ConsumePorts ports,
            ConsumeOptions options) {
        this.consumer = consumer;
        this.envelopes = envelopes;
        this.inOrder = consumer.order().inOrder();
        this.steps = steps;
        this.attempts = attempts;
        this.parker = parker;
        this.dependencies = new Dependencies(consumer, steps, ports.store());
        this.ports = ports;
        this.options = options;
        this.store = ports.store();
    }

    /** An event that a source delivered. */
    Decision take(Delivery delivery, Envelope envelope, Round round) {
        Step step;
        try {
            step = steps.of(envelope);
        } catch (PermanentFailure withoutPlace) {
            return settled(delivery, Poison.of(withoutPlace), round);
        }
        for (int look = 1; look <= options.attempts(); look++) {
            Behind behind = new Behind(step.address(), Steps.place(step), store);
            Decision decision = attempt(delivery, envelope, step, behind, round);
            if (decision != null) {
                return settledInTurn(delivery, step, behind, decision, round);
            }
            options.pause().of(options.backoff().after(look));
        }
        return settled(
                delivery, new Decision.Transient("Its stream moved on whenever it was to be parked", null), round);
    }

    /**
     * A parked event of a line whose turn it is; its parked copy goes with its step.
     *
     * @param behind what is parked in the line
     */
    Decision takeParked(Delivery delivery, Envelope envelope, Behind behind, Round round) {
        Step step = steps.of(envelope);
        Decision decision = attempt(delivery, envelope, step, behind, round);
        if (decision == null) {
            return new Decision.Transient("Its stream moved on", null);
        }
        return decision instanceof Decision.Applied ? decision : settledInTurn(delivery, step, behind, decision, round);
    }

    /** Null: what it would wait for moved meanwhile. */
    private @Nullable Decision attempt(Delivery delivery, Envelope envelope, Step step, Behind behind, Round round) {
        Dependencies.Missing missing = dependencies.missing(envelope);
        if (missing == null) {
            return step(delivery, envelope, step, behind, round);
        }
        Awaited awaited = missing.awaited();
        String place = ParkedEvent.placeBehind(awaited.number(), step.event().text());
        ParkedEvent event =
                parker.waiting(awaited, place, step.event().text(), delivery, "depends on " + missing.reference());
        Decision full = new Decision.Transient("As many events wait for " + awaited + " as may", null);
        return parker.park(event, missing.parked(), Dependencies.MOST, full, round);
    }

    private @Nullable Decision step(Delivery delivery, Envelope envelope, Step step, Behind behind, Round round) {
        return switch (attempts.attempt(envelope, step, behind, round.deadline())) {
            case Attempt.Decided(Decision decision) -> decision;
            case Attempt.Refused(Refusal.Early early)
            when inOrder != null ->
                parker.park(
                        early(delivery, step, early),
                        early.parked(),
                        inOrder.mostParked(),
                        new Decision.Gap(early.stored(), early.number()),
                        round);
            case Attempt.Refused(Refusal refusal) -> {
                if (Refusals.parkedBehind(refusal) > 0) {
                    round.lookBehind(new Round.Line(
                            step.address(), reached(step, refusal), null, Refusals.parkedBehind(refusal)));
                }
                yield Refusals.decision(refusal, step);
            }
        };
    }

    private ParkedEvent early(Delivery delivery, Step step, Refusal.Early early) {
        return parker.waiting(
                new Awaited(step.address(), early.number() - 1),
                ParkedEvent.placeOf(early.number()),
                step.event().text(),
                delivery,
                "gap: the stream is at " + early.stored());
    }

    private Decision settledInTurn(Delivery delivery, Step step, Behind behind, Decision decision, Round round) {
        Decision settled = settled(delivery, decision, round);
        if (settled instanceof Decision.Applied) {
            lookBehind(step, behind, round);
        }
        if (settled instanceof Poison poison && inOrder != null && step instanceof Step.InOrder inTurn) {
            afterPoison(delivery, inTurn, poison, inOrder.afterPoison(), round);
        }
        return settled;
    }

    private Decision settled(Delivery delivery, Decision decision, Round round) {
        return ports.deadLettering().settle(delivery, decision, round.deadline());
    }

    private static void lookBehind(Step step, Behind behind, Round round) {
        if (behind.others() != null) {
            round.lookBehind(new Round.Line(step.address(), number(step), behind.others(), behind.left()));
        }
    }

    /** A poison event of another line's making (a conflict, a key used again) is past its turn: nothing is to be stopped. */
    private void afterPoison(Delivery delivery, Step.InOrder step, Poison poison, AfterPoison policy, Round round) {
        switch (policy) {
            case STOP_THE_LINE ->
                parker.stop(
                        new Awaited(step.address(), step.number()),
                        ParkedEvent.placeOf(step.number()),
                        step.event().text(),
                        delivery,
                        poison);
            case STEP_ASIDE -> skip(step, round);
        }
    }

    /** Moves the line past a number, if it stands right before it. */
    private void skip(Step.InOrder step, Round round) {
        Behind behind = new Behind(step.address(), ParkedEvent.placeOf(step.number()), store);
        if (attempts.skip(Steps.skipping(step, consumer.name()), behind) instanceof Attempt.Decided(var decision)) {
            if (!decision.settled()) {
                throw new IllegalStateException(
                        step.event() + " is dead-lettered, and its line was not moved past it: " + decision);
            }
            lookBehind(step, behind, round);
        }
    }

    /** Gives an event up that has waited in vain: dead-letters it, and stops its own line where it waited for another. */
    void giveUp(ParkedEvent event, IdempotencyRecord record, Round round) {
        Poison poison = event.isOfStream()
                ? new Poison(
                        Reason.GAP,
                        "The stream is at %d and the event is its %d; what lies between did not come within %s"
                                .formatted(record.reached(), event.number(), options.patience()),
                        null)
                : new Poison(
                        Reason.DEPENDENCY_MISSING,
                        "%s was not handled within %s".formatted(event.awaited(), options.patience()),
                        null);
        Decision decision = settled(event.delivery(), poison, round);
        round.note(event.delivery(), decision);
        if (!(decision instanceof Poison)) {
            throw new IllegalStateException(event.event() + " could not be dead-lettered: " + decision);
        }
        if (!event.isOfStream() && inOrder != null && steps.of(read(event)) instanceof Step.InOrder step) {
            afterPoison(event.delivery(), step, poison, inOrder.afterPoison(), round);
        }
        store.remove(event);
    }

    /** Runs an event although what it depends on was not handled. */
    void runRegardless(ParkedEvent event, Round round) {
        Envelope envelope = read(event);
        Step step = steps.of(envelope);
        Behind behind = new Behind(step.address(), Steps.place(step), store);
        Decision decision = step(event.delivery(), envelope, step, behind, round);
        if (decision != null) {
            Decision settled = settledInTurn(event.delivery(), step, behind, decision, round);
            round.note(event.delivery(), settled);
            if (settled.settled()) {
                store.remove(event);
            }
        }
    }

    /** Moves a stream to a number without the events up to there. */
    void skipTo(RecordAddress address, IdempotencyRecord record, long number, Round round) {
        long first = inOrder == null ? 0 : inOrder.sequence().first();
        Step.InOrder step = new Step.InOrder(
                address, number, new Turn(Turn.Rule.LATER, first), IdempotencyKey.skip(consumer.name()), "");
        Behind behind = new Behind(address, ParkedEvent.placeOf(number), store);
        if (attempts.skip(step, behind) instanceof Attempt.Decided(Decision.Applied applied)) {
            long from = Math.max(first, record.reached() + 1);
            log.warn("{}: {} goes on without {} to {}", consumer.name(), address.text(), from, number);
            round.note(new Delivery(address.text(), "", null, 1), new Decision.Skipped(from, number));
            lookBehind(step, behind, round);
        }
    }

    private Envelope read(ParkedEvent event) {
        return envelopes.read(event.delivery());
    }

    private static long reached(Step step, Refusal refusal) {
        return refusal instanceof Refusal.Late late ? late.stored() : number(step);
    }

    private static long number(Step step) {
        return step instanceof Step.InOrder inOrder ? inOrder.number() : Long.MAX_VALUE;
    }
}
