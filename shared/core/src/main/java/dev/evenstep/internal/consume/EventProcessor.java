package dev.evenstep.internal.consume;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.batch.FailureBoundary;
import dev.evenstep.internal.batch.RecordHandler;
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
public final class EventProcessor implements RecordHandler {

    private static final Logger log = LoggerFactory.getLogger(EventProcessor.class);

    private final ConsumerDefinition consumer;
    private final EnvelopeReader envelopes;
    private final ConsumePorts ports;
    private final ConsumeOptions options;
    private final StepFactory steps;
    private final Resequencer resequencer;
    private final ParkedRunner runner;
    private final MessageGroups groups;
    private final ParkingDeadlines deadlines;

    public EventProcessor(Consumer toRun, EnvelopeJson json, ConsumePorts ports, ConsumeOptions options) {
        this.consumer = ConsumerDefinition.of(toRun);
        this.envelopes = new EnvelopeReader(json, options.clock());
        this.ports = ports;
        this.options = options;
        this.steps = new StepFactory(consumer);
        EffectCommitter committer = new EffectCommitter(ports.store(), options);
        Mode mode = switch (consumer) {
            case VersionedDefinition versioned -> new VersionedMode(versioned, committer);
            case TransactionalDefinition transactional ->
                new TransactionalMode(transactional, ports.store(), committer);
            case LeasedDefinition leased -> new LeasedMode(leased, ports.store(), options, committer);
            case IdempotentDefinition idempotent -> new IdempotentMode(idempotent);
        };
        PositionAdvance advance = new PositionAdvance(ports.store(), options);
        Attempts attempts = new Attempts(
                consumer.types(options.binding(), options.encryption()),
                mode,
                advance,
                steps,
                ports.store(),
                options.clock());
        EventParker parker = new EventParker(ports.store(), options);
        GapSkipper skipper = new GapSkipper(consumer, steps, advance, ports.store());
        this.resequencer = new Resequencer(consumer, envelopes, steps, attempts, skipper, parker, ports, options);
        this.runner = new ParkedRunner(resequencer, skipper, ports.store(), options);
        this.deadlines = new ParkingDeadlines(
                resequencer,
                skipper,
                runner,
                new UnknownOutcomes(resequencer, ports.store()),
                ports.store(),
                afterDeadline(consumer),
                options);
        this.groups = new MessageGroups(consumer, steps, parker, ports.store(), options);
    }

    private static AfterDeadline afterDeadline(ConsumerDefinition consumer) {
        InOrder inOrder = consumer.order().inOrder();
        return inOrder == null ? AfterDeadline.DEAD_LETTER : inOrder.afterDeadline();
    }

    @Override
    public Decision on(Delivery delivery, Deadline deadline) {
        FollowUp followUp = new FollowUp(deadline);
        return afterwards(delivery, decide(delivery, followUp), followUp);
    }

    private Decision decide(Delivery delivery, FollowUp followUp) {
        boolean isOfAGroup = delivery.group() != null && !isDeferred(delivery) && !isWakeUp(delivery);
        return consumer.order().stopsGroups() && isOfAGroup
                ? groups.take(delivery, followUp, this::contained)
                : contained(delivery, followUp);
    }

    /** It must come again to be mapped, and so is never parked. */
    private static boolean isDeferred(Delivery delivery) {
        return delivery.system(Delivery.DEFERRED) != null;
    }

    /** It is not one of its group's records, whichever group it travels in. */
    private boolean isWakeUp(Delivery delivery) {
        try {
            return delivery.body().contains(WakeUp.TYPE) && WakeUp.isOne(envelopes.read(delivery));
        } catch (PermanentFailure unreadable) {
            return false;
        }
    }

    private Decision contained(Delivery delivery, FollowUp followUp) {
        try {
            return read(delivery, followUp);
        } catch (Throwable failure) {
            String record = consumer.name() + "#" + delivery.id();
            return ports.deadLettering()
                    .settle(delivery, record, FailureBoundary.decisionOf(failure), followUp.deadline());
        }
    }

    private Decision read(Delivery delivery, FollowUp followUp) {
        Envelope envelope = envelopes.read(delivery);
        return WakeUp.isOne(envelope)
                ? wake(WakeUp.of(envelope), followUp)
                : resequencer.take(delivery, envelope, followUp);
    }

    /** Another consumer's is not ours to act on: it may skip, and our streams can have the same names. */
    private Decision wake(WakeUp wakeUp, FollowUp followUp) {
        if (!wakeUp.consumer().equals(consumer.name())) {
            throw new PermanentFailure("The wake-up is for the consumer " + wakeUp.consumer() + " and came to "
                    + consumer.name() + ": give each consumer a queue of its own");
        }
        if (wakeUp.due().isAfter(options.clock().instant())) {
            return new Decision.InProgress(wakeUp.due());
        }
        return consumer.order().stopsGroups() && wakeUp.stream() != null
                ? groups.wake(wakeUp, followUp, this::contained)
                : deadlines.look(steps.of(wakeUp), wakeUp.task(), followUp);
    }

    /** A failure in here must bring the record back: it is what somebody will look behind its record again by. */
    private Decision afterwards(Delivery delivery, Decision decision, FollowUp followUp) {
        try {
            runner.run(followUp);
            for (FollowUp.Return back : followUp.returns()) {
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
            List<Outcome> outcomes = followUp.outcomes();
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

    private WakeUp wakeUp(FollowUp.Return back) {
        return WakeUp.behind(consumer.name(), back.address(), back.due());
    }
}
