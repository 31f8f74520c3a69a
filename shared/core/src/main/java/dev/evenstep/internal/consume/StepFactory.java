package dev.evenstep.internal.consume;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.Fingerprint;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Step;
import dev.evenstep.order.InOrder;
import dev.evenstep.spi.Sequence;
import dev.evenstep.spi.StreamPosition;
import org.jspecify.annotations.Nullable;

/** Which step an event is for a consumer: where it is written down, and what lets it in. */
final class StepFactory {

    private final ConsumerDefinition consumer;
    private final @Nullable InOrder inOrder;

    StepFactory(ConsumerDefinition consumer) {
        this.consumer = consumer;
        this.inOrder = consumer.order().inOrder();
    }

    /** @throws PermanentFailure {@link Reason#MALFORMED} when the event does not say its place, and the consumer needs it */
    Step of(Envelope envelope) {
        IdempotencyKey key = IdempotencyKey.of(consumer.name(), envelope);
        String fingerprint = Fingerprint.of(envelope);
        if (inOrder != null) {
            return inOrder(envelope, inOrder.sequence(), rule(inOrder), key, fingerprint);
        }
        return consumer instanceof VersionedDefinition
                ? inOrder(envelope, Sequence.entityVersions(), PositionRule.TurnRule.LATER, key, fingerprint)
                : new Step.InAnyOrder(key, fingerprint);
    }

    /** The step of a parked event of a stream by where it lies, whatever its body says. */
    Step.Ordered of(ParkedEvent event, InOrder order) {
        return new Step.Ordered(
                event.condition().address(),
                event.number(),
                new PositionRule(rule(order), order.sequence().first()),
                IdempotencyKey.parse(event.event()),
                "");
    }

    private static PositionRule.TurnRule rule(InOrder order) {
        return order.start() == InOrder.Start.FIRST
                ? PositionRule.TurnRule.NEXT
                : PositionRule.TurnRule.NEXT_FROM_FIRST_SEEN;
    }

    private Step inOrder(
            Envelope envelope, Sequence sequence, PositionRule.TurnRule rule, IdempotencyKey key, String fingerprint) {
        StreamPosition position = sequence.of(envelope);
        if (position == null) {
            throw new PermanentFailure(
                    Reason.MALFORMED,
                    "The envelope has no " + sequence.needs() + ", which the consumer " + consumer.name() + " needs");
        }
        return new Step.Ordered(
                stream(position.stream()),
                position.number(),
                new PositionRule(rule, sequence.first()),
                key,
                fingerprint);
    }

    /** The record of a stream, or of a message group. */
    RecordAddress stream(String stream) {
        PositionKey key = new PositionKey(consumer.name(), stream);
        return consumer instanceof VersionedDefinition versioned
                ? new RecordAddress.OnItem(key, versioned.item(stream))
                : new RecordAddress.OfStream(key);
    }

    RecordAddress of(WakeUp wakeUp) {
        return wakeUp.stream() == null
                ? new RecordAddress.OfEvent(new IdempotencyKey(
                        consumer.name(), String.valueOf(wakeUp.source()), String.valueOf(wakeUp.event())))
                : stream(wakeUp.stream());
    }

    /** Whether events are known by their place, and not each by its own record. */
    boolean isByPosition() {
        return inOrder != null || consumer instanceof VersionedDefinition;
    }

    /** Whether an event without a function moves its stream on. */
    boolean passes(Step step) {
        return inOrder != null && step instanceof Step.Ordered;
    }

    /** Where a parked copy of the event lies, behind its own record; one in no order before what waits for it. */
    static String place(Step step) {
        return switch (step) {
            case Step.InAnyOrder any -> ParkedEvent.placeOf(0);
            case Step.Ordered numbered -> ParkedEvent.placeOf(numbered.number());
        };
    }

    /** The same number, left out. */
    static Step.Ordered skipping(Step.Ordered step, String consumer) {
        return new Step.Ordered(
                step.address(),
                step.number(),
                step.rule(),
                IdempotencyKey.skip(consumer, step.number()),
                step.fingerprint());
    }
}
