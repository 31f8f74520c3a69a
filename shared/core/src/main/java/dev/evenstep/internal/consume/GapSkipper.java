package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.order.InOrder;
import dev.evenstep.order.InOrder.AfterPoison;
import dev.evenstep.spi.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves streams past numbers without their events, and goes on with what is parked behind them. */
final class GapSkipper {

    private static final Logger log = LoggerFactory.getLogger(GapSkipper.class);

    private final ConsumerDefinition consumer;
    private final @Nullable InOrder inOrder;
    private final StepFactory steps;
    private final PositionAdvance advance;
    private final Store store;

    GapSkipper(ConsumerDefinition consumer, StepFactory steps, PositionAdvance advance, Store store) {
        this.consumer = consumer;
        this.inOrder = consumer.order().inOrder();
        this.steps = steps;
        this.advance = advance;
        this.store = store;
    }

    /** The number of a stream's first event. */
    long first() {
        return inOrder == null ? 0 : inOrder.sequence().first();
    }

    /** A stream that begins with whatever is seen first has now seen its first: what comes next must not begin it again. */
    void begin(Step.Ordered step) {
        if (step.rule().rule() == PositionRule.TurnRule.NEXT_FROM_FIRST_SEEN
                && store.record(step.address()).position() == null) {
            Refusal unused = advance.moveOn(upTo(step.address(), step.number() - 1), new ParkedFollowers(step, store));
        }
    }

    /** The line is at a dead letter that holds its place: steps over it, where that is the rule. */
    void leaveBehind(ParkedEvent event, ParkedFollowers followers, FollowUp followUp) {
        if (inOrder != null && inOrder.afterPoison() == AfterPoison.STEP_ASIDE) {
            Refusal unused = pass(StepFactory.skipping(steps.of(event, inOrder), consumer.name()), followers, followUp);
        }
    }

    /** Moves a stream to a number without the events up to there. */
    void skipTo(RecordAddress address, IdempotencyRecord record, long number, FollowUp followUp) {
        Step.Ordered step = upTo(address, number);
        if (pass(step, new ParkedFollowers(step, store), followUp) == null) {
            long from = Math.max(first(), record.reached() + 1);
            log.warn("{}: {} goes on without {} to {}", consumer.name(), address.text(), from, number);
            followUp.note(new Delivery(address.text(), "", null, 1), new Decision.Skipped(from, number));
        }
    }

    /** Moves a stream past a number, and goes on behind it; why not, where the stream is elsewhere. */
    @Nullable
    Refusal pass(Step.Ordered step, ParkedFollowers followers, FollowUp followUp) {
        Refusal refusal = advance.moveOn(step, followers);
        if (refusal == null) {
            lookBehind(step, followers, followUp);
        }
        return refusal;
    }

    static void lookBehind(Step step, ParkedFollowers followers, FollowUp followUp) {
        if (followers.others() != null) {
            followUp.lookBehind(new FollowUp.Line(
                    step.address(), number(step), followers.others(), followers.left(), !followers.wasStopped()));
        }
    }

    private Step.Ordered upTo(RecordAddress address, long number) {
        return new Step.Ordered(
                address,
                number,
                new PositionRule(PositionRule.TurnRule.LATER, first()),
                IdempotencyKey.skip(consumer.name(), number),
                "");
    }

    /** Beyond all for an event that has none. */
    static long number(Step step) {
        return step instanceof Step.Ordered inOrder ? inOrder.number() : Long.MAX_VALUE;
    }
}
