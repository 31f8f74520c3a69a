package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.Turn;
import dev.evenstep.order.InOrder;
import dev.evenstep.order.InOrder.AfterPoison;
import dev.evenstep.spi.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves streams past numbers without their events, and goes on with what is parked behind them. */
final class Skips {

    private static final Logger log = LoggerFactory.getLogger(Skips.class);

    private final ConsumerDefinition consumer;
    private final @Nullable InOrder inOrder;
    private final Steps steps;
    private final Passing passing;
    private final Store store;

    Skips(ConsumerDefinition consumer, Steps steps, Passing passing, Store store) {
        this.consumer = consumer;
        this.inOrder = consumer.order().inOrder();
        this.steps = steps;
        this.passing = passing;
        this.store = store;
    }

    /** The number of a stream's first event. */
    long first() {
        return inOrder == null ? 0 : inOrder.sequence().first();
    }

    /** A stream that begins with whatever is seen first has now seen its first: what comes next must not begin it again. */
    void begin(Step.Ordered step) {
        if (step.turn().rule() == Turn.TurnRule.NEXT_FROM_FIRST_SEEN
                && store.record(step.address()).position() == null) {
            Refusal unused = passing.moveOn(upTo(step.address(), step.number() - 1), new Behind(step, store));
        }
    }

    /** The line is at a dead letter that holds its place: steps over it, where that is the rule. */
    void leaveBehind(ParkedEvent event, Behind behind, Round round) {
        if (inOrder != null && inOrder.afterPoison() == AfterPoison.STEP_ASIDE) {
            Refusal unused = pass(Steps.skipping(steps.of(event, inOrder), consumer.name()), behind, round);
        }
    }

    /** Moves a stream to a number without the events up to there. */
    void skipTo(RecordAddress address, IdempotencyRecord record, long number, Round round) {
        Step.Ordered step = upTo(address, number);
        if (pass(step, new Behind(step, store), round) == null) {
            long from = Math.max(first(), record.reached() + 1);
            log.warn("{}: {} goes on without {} to {}", consumer.name(), address.text(), from, number);
            round.note(new Delivery(address.text(), "", null, 1), new Decision.Skipped(from, number));
        }
    }

    /** Moves a stream past a number, and goes on behind it; why not, where the stream is elsewhere. */
    @Nullable
    Refusal pass(Step.Ordered step, Behind behind, Round round) {
        Refusal refusal = passing.moveOn(step, behind);
        if (refusal == null) {
            lookBehind(step, behind, round);
        }
        return refusal;
    }

    static void lookBehind(Step step, Behind behind, Round round) {
        if (behind.others() != null) {
            round.lookBehind(
                    new Round.Line(step.address(), number(step), behind.others(), behind.left(), !behind.wasStopped()));
        }
    }

    private Step.Ordered upTo(RecordAddress address, long number) {
        return new Step.Ordered(
                address,
                number,
                new Turn(Turn.TurnRule.LATER, first()),
                IdempotencyKey.skip(consumer.name(), number),
                "");
    }

    /** Beyond all for an event that has none. */
    static long number(Step step) {
        return step instanceof Step.Ordered inOrder ? inOrder.number() : Long.MAX_VALUE;
    }
}
