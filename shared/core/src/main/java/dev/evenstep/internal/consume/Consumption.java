package dev.evenstep.internal.consume;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Contained;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.RecordWork;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.order.InOrder;
import dev.evenstep.order.InOrder.AfterDeadline;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one record: body, envelope, its turn, typed event, the consumer in its mode, decision; then what was parked
 * until this one came. Poison is dead-lettered on the way.
 */
public final class Consumption implements RecordWork {

    private static final Logger log = LoggerFactory.getLogger(Consumption.class);

    private final ConsumerDefinition consumer;
    private final Envelopes envelopes;
    private final ConsumePorts ports;
    private final ConsumeOptions options;
    private final Steps steps;
    private final Turns turns;
    private final ParkedRunner runner;
    private final Groups groups;
    private final Overdue overdue;

    public Consumption(Consumer toRun, EnvelopeJson json, ConsumePorts ports, ConsumeOptions options) {
        this.consumer = ConsumerDefinition.of(toRun);
        this.envelopes = new Envelopes(json, options.clock());
        this.ports = ports;
        this.options = options;
        this.steps = new Steps(consumer);
        Committing committing = new Committing(ports.store(), options);
        Mode mode = switch (consumer) {
            case VersionedDefinition versioned -> new VersionedMode(versioned, committing);
            case TransactionalDefinition transactional ->
                new TransactionalMode(transactional, ports.store(), committing);
            case LeasedDefinition leased -> new LeasedMode(leased, ports.store(), options, committing);
        };
        Passing passing = new Passing(ports.store(), options);
        Attempts attempts =
                new Attempts(consumer.types(options.binding()), mode, passing, steps, ports.store(), options.clock());
        Parker parker = new Parker(ports.store(), options);
        Skips skips = new Skips(consumer, steps, passing, ports.store());
        this.turns = new Turns(consumer, envelopes, steps, attempts, skips, parker, ports, options);
        this.runner = new ParkedRunner(turns, skips, ports.store(), options);
        this.overdue = new Overdue(
                turns,
                skips,
                runner,
                new HeldEvents(turns, ports.store()),
                ports.store(),
                afterDeadline(consumer),
                options);
        this.groups = new Groups(consumer, steps, parker, ports.store(), options);
    }

    private static AfterDeadline afterDeadline(ConsumerDefinition consumer) {
        InOrder inOrder = consumer.order().inOrder();
        return inOrder == null ? AfterDeadline.DEAD_LETTER : inOrder.afterDeadline();
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        Round round = new Round(deadline);
        return afterwards(delivery, decide(delivery, round), round);
    }

    private Decision decide(Delivery delivery, Round round) {
        return consumer.order().stopsGroups() && delivery.group() != null && !isWakeUp(delivery)
                ? groups.take(delivery, round, this::contained)
                : contained(delivery, round);
    }

    /** It is not one of its group's records, whichever group it travels in. */
    private boolean isWakeUp(Delivery delivery) {
        try {
            return delivery.body().contains(WakeUp.TYPE) && WakeUp.isOne(envelopes.read(delivery));
        } catch (PermanentFailure unreadable) {
            return false;
        }
    }

    private Decision contained(Delivery delivery, Round round) {
        try {
            return read(delivery, round);
        } catch (Throwable failure) {
            String record = consumer.name() + "#" + delivery.id();
            return ports.deadLettering().settle(delivery, record, Contained.decisionOf(failure), round.deadline());
        }
    }

    private Decision read(Delivery delivery, Round round) {
        Envelope envelope = envelopes.read(delivery);
        return WakeUp.isOne(envelope) ? wake(WakeUp.of(envelope), round) : turns.take(delivery, envelope, round);
    }

    /** Another consumer's is not ours to act on: it may skip, and our streams can have the same names. */
    private Decision wake(WakeUp wakeUp, Round round) {
        if (!wakeUp.consumer().equals(consumer.name())) {
            throw new PermanentFailure("The wake-up is for the consumer " + wakeUp.consumer() + " and came to "
                    + consumer.name() + ": give each consumer a queue of its own");
        }
        if (wakeUp.due().isAfter(options.clock().instant())) {
            return new Decision.InProgress(wakeUp.due());
        }
        return consumer.order().stopsGroups() && wakeUp.stream() != null
                ? groups.wake(wakeUp, round, this::contained)
                : overdue.look(steps.of(wakeUp), wakeUp.task(), round);
    }

    /** A failure in here must bring the record back: it is what somebody will look behind its record again by. */
    private Decision afterwards(Delivery delivery, Decision decision, Round round) {
        try {
            runner.run(round);
            for (Round.Return back : round.returns()) {
                boolean sent = ports.wakeUps().send(wakeUp(back), delivery);
                if (!sent && back.isUnfinished()) {
                    return Decision.Transient.ofContention("What is parked behind it is not finished");
                }
            }
            return decision;
        } catch (RuntimeException failure) {
            log.warn(
                    "{}: what is parked behind record {} was not looked after",
                    consumer.name(),
                    delivery.id(),
                    failure);
            return decision.settled() ? unlookedAfter(failure) : decision;
        } finally {
            List<Outcome> outcomes = round.outcomes();
            if (!outcomes.isEmpty()) {
                ports.telemetry().report(consumer.name(), outcomes);
            }
        }
    }

    /** The record itself is done with: it comes back for what is behind it. */
    private static Decision unlookedAfter(RuntimeException failure) {
        return new Decision.Transient(
                new Failure(FailureClass.DEPENDENCY, null),
                0,
                "What is parked behind it was not looked after: " + failure,
                failure);
    }

    private WakeUp wakeUp(Round.Return back) {
        return WakeUp.behind(consumer.name(), back.address(), back.due());
    }
}
