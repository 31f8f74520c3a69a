package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.order.InOrder;
import dev.evenstep.spi.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes events in their turn: what came early is parked, what is poison stops its line or is stepped over. */
final class Resequencer {

    private final ConsumerDefinition consumer;
    private final EnvelopeReader envelopes;
    private final @Nullable InOrder inOrder;
    private final StepFactory steps;
    private final Attempts attempts;
    private final PoisonedLines poisonedLines;
    private final EventParker parker;
    private final Dependencies dependencies;
    private final ConsumePorts ports;
    private final ConsumeOptions options;
    private final Store store;

    Resequencer(
            ConsumerDefinition consumer,
            EnvelopeReader envelopes,
            StepFactory steps,
            Attempts attempts,
            GapSkipper skipper,
            EventParker parker,
            ConsumePorts ports,
            ConsumeOptions options) {
        this.consumer = consumer;
        this.envelopes = envelopes;
        this.inOrder = consumer.order().inOrder();
        this.steps = steps;
        this.attempts = attempts;
        this.poisonedLines = new PoisonedLines(consumer, skipper, parker, ports.store());
        this.parker = parker;
        this.dependencies = new Dependencies(consumer, steps, ports.store());
        this.ports = ports;
        this.options = options;
        this.store = ports.store();
    }

    /** An event that a source delivered. */
    Decision take(Delivery delivery, Envelope envelope, FollowUp followUp) {
        Step step;
        try {
            step = steps.of(envelope);
        } catch (PermanentFailure withoutPlace) {
            return settled(delivery, unnamed(delivery), Poison.of(withoutPlace), followUp);
        }
        for (int look = 1; look <= options.attempts(); look++) {
            ParkedFollowers followers = new ParkedFollowers(step, store);
            Decision decision = attempt(delivery, envelope, step, followers, followUp);
            if (decision != null) {
                return settledInTurn(delivery, step, followers, decision, followUp);
            }
            options.pause().of(options.backoff().after(look));
        }
        return settled(
                delivery,
                step.event().text(),
                Decision.Transient.ofContention("Its stream moved on whenever it was to be parked"),
                followUp);
    }

    /**
     * A parked event of a line whose turn it is; its parked copy goes with its step. One that cannot be read any more, of
     * limits that shrank or rules that became stricter, is poison in its turn.
     *
     * @param followers what is parked in the line
     */
    Decision takeParked(ParkedEvent event, ParkedFollowers followers, FollowUp followUp) {
        Delivery delivery = event.again();
        Envelope envelope;
        Step step;
        try {
            envelope = envelopes.read(delivery);
            step = steps.of(envelope);
        } catch (PermanentFailure unreadable) {
            Poison poison = Poison.of(unreadable);
            return inOrder == null
                    ? settled(delivery, unnamed(delivery), poison, followUp)
                    : settledInTurn(delivery, steps.of(event, inOrder), followers, poison, followUp);
        }
        Decision decision = attempt(delivery, envelope, step, followers, followUp);
        if (decision == null) {
            return Decision.Transient.ofContention("Its stream moved on");
        }
        return decision instanceof Decision.Applied
                ? decision
                : settledInTurn(delivery, step, followers, decision, followUp);
    }

    /** A parked event of another stream, or of none. */
    Decision takeDependent(ParkedEvent event, FollowUp followUp) {
        Delivery delivery = event.again();
        Envelope envelope;
        try {
            envelope = envelopes.read(delivery);
        } catch (PermanentFailure unreadable) {
            return settled(delivery, unnamed(delivery), Poison.of(unreadable), followUp);
        }
        return take(delivery, envelope, followUp);
    }

    /** Null: what it would wait for moved meanwhile. */
    private @Nullable Decision attempt(
            Delivery delivery, Envelope envelope, Step step, ParkedFollowers followers, FollowUp followUp) {
        Decision notDue = envelopes.notDue(envelope);
        if (notDue != null) {
            return notDue;
        }
        Dependencies.Missing missing;
        try {
            missing = dependencies.missing(envelope);
        } catch (PermanentFailure unknowable) {
            return decision(attempts.judged(step, Poison.of(unknowable)), delivery, step, followUp);
        }
        if (missing == null) {
            return decision(
                    attempts.attempt(delivery, envelope, step, followers, followUp.deadline()),
                    delivery,
                    step,
                    followUp);
        }
        WaitCondition condition = missing.condition();
        String place = ParkedEvent.placeBehind(condition.number(), step.event().text());
        ParkedEvent event =
                parker.waiting(condition, place, step.event().text(), delivery, "depends on " + missing.reference());
        Decision full = Decision.Transient.ofContention("As many events wait for " + condition + " as may");
        return parker.park(event, missing.parked(), Dependencies.MOST, full, followUp);
    }

    private @Nullable Decision decision(Attempt attempt, Delivery delivery, Step step, FollowUp followUp) {
        return switch (attempt) {
            case Attempt.Decided(Decision decision) -> decision;
            case Attempt.Refused(Refusal.Early early)
            when inOrder != null ->
                parker.park(
                        early(delivery, step, early),
                        early.parked(),
                        inOrder.mostParked(),
                        new Decision.Gap(early.stored(), early.number()),
                        followUp);
            case Attempt.Refused(Refusal.AnswerUnknown(int parked)) -> parker.hold(step, delivery, parked, followUp);
            case Attempt.Refused(Refusal refusal) -> {
                int parked = RefusalDecisions.parkedBehind(refusal);
                if (parked > 0) {
                    followUp.lookBehind(new FollowUp.Line(step.address(), reached(step, refusal), null, parked, false));
                }
                yield RefusalDecisions.decision(refusal, step);
            }
        };
    }

    private ParkedEvent early(Delivery delivery, Step step, Refusal.Early early) {
        return parker.waiting(
                new WaitCondition(step.address(), early.number() - 1),
                ParkedEvent.placeOf(early.number()),
                step.event().text(),
                delivery,
                "gap: the stream is at " + early.stored());
    }

    private Decision settledInTurn(
            Delivery delivery, Step step, ParkedFollowers followers, Decision decision, FollowUp followUp) {
        Decision settled = settled(delivery, step.event().text(), decision, followUp);
        if (settled instanceof Decision.Applied) {
            GapSkipper.lookBehind(step, followers, followUp);
        }
        if (settled instanceof Poison poison) {
            poisonedLines.settle(delivery, step, poison, followUp);
        }
        return settled;
    }

    private Decision settled(Delivery delivery, String record, Decision decision, FollowUp followUp) {
        return ports.deadLettering().settle(delivery, record, decision, followUp.deadline());
    }

    private String unnamed(Delivery delivery) {
        return consumer.name() + "#" + delivery.id();
    }

    /** Gives an event up that has waited in vain: dead-letters it, and stops its own line where it waited for another. */
    void giveUp(ParkedEvent event, IdempotencyRecord record, FollowUp followUp) {
        Poison poison = event.isOfStream()
                ? new Poison(
                        Reason.GAP,
                        "The stream is at %d and the event is its %d; what lies between did not come within %s"
                                .formatted(record.reached(), event.number(), options.patience()),
                        null)
                : new Poison(
                        Reason.DEPENDENCY_MISSING,
                        "%s was not handled within %s".formatted(event.condition(), options.patience()),
                        null);
        Decision decision = settled(event.delivery(), event.event(), poison, followUp);
        followUp.note(event.delivery(), decision);
        if (!(decision instanceof Poison)) {
            throw new IllegalStateException(event.event() + " could not be dead-lettered: " + decision);
        }
        Step step = event.isOfStream() ? null : readStep(event);
        if (step != null) {
            poisonedLines.settle(event.delivery(), step, poison, followUp);
        }
        store.remove(event);
    }

    /** Dead-letters a held event; in order, its line stops at it or steps over it, as at other poison. */
    void fail(ParkedEvent event, FollowUp followUp) {
        Poison poison = new Poison(
                Reason.OUTCOME_UNKNOWN, "Nobody knows whether its call was done, and a person gave it up", null);
        Decision decision = settled(event.delivery(), event.event(), poison, followUp);
        followUp.note(event.delivery(), decision);
        if (!(decision instanceof Poison)) {
            throw new IllegalStateException(event.event() + " could not be dead-lettered: " + decision);
        }
        if (inOrder == null) {
            store.remove(event);
        } else {
            poisonedLines.settle(event.delivery(), steps.of(event, inOrder), poison, followUp);
        }
    }

    /** Null: it cannot be read any more, and what it would be in its own line is not known. */
    private @Nullable Step readStep(ParkedEvent event) {
        try {
            return steps.of(envelopes.read(event.delivery()));
        } catch (PermanentFailure unreadable) {
            return null;
        }
    }

    /** Runs an event although what it depends on was not handled. */
    void runRegardless(ParkedEvent event, FollowUp followUp) {
        Decision settled = regardless(event, followUp);
        followUp.note(event.again(), settled);
        if (settled.settled()) {
            store.remove(event);
        } else {
            store.change(event.failedAgain());
            Instant now = options.clock().instant();
            followUp.comeBack(
                    event.condition().address(), now.plus(options.retries().after(event.attempts() + 1)));
        }
    }

    private Decision regardless(ParkedEvent event, FollowUp followUp) {
        Delivery delivery = event.again();
        Envelope envelope;
        Step step;
        try {
            envelope = envelopes.read(delivery);
            step = steps.of(envelope);
        } catch (PermanentFailure unreadable) {
            return settled(delivery, unnamed(delivery), Poison.of(unreadable), followUp);
        }
        ParkedFollowers followers = new ParkedFollowers(step, store);
        Attempt attempt = attempts.attempt(delivery, envelope, step, followers, followUp.deadline());
        Decision decision = decision(attempt, delivery, step, followUp);
        Decision made = decision == null ? Decision.Transient.ofContention("Its stream moved on") : decision;
        return settledInTurn(delivery, step, followers, made, followUp);
    }

    private static long reached(Step step, Refusal refusal) {
        return refusal instanceof Refusal.Late late ? late.stored() : GapSkipper.number(step);
    }
}
