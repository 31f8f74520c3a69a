package dev.evenstep.internal.consume;

import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.order.InOrder;
import dev.evenstep.spi.Delivery;
import org.jspecify.annotations.Nullable;

/** What poison does to its line, for a consumer in order: the line stops at it, or steps over it. */
final class PoisonedLines {

    private final ConsumerDefinition consumer;
    private final @Nullable InOrder inOrder;
    private final GapSkipper skipper;
    private final EventParker parker;
    private final Store store;

    PoisonedLines(ConsumerDefinition consumer, GapSkipper skipper, EventParker parker, Store store) {
        this.consumer = consumer;
        this.inOrder = consumer.order().inOrder();
        this.skipper = skipper;
        this.parker = parker;
        this.store = store;
    }

    /** Poison that is past its turn (a conflict, a key used again) stops nothing. */
    void settle(Delivery delivery, Step event, Poison poison, FollowUp followUp) {
        if (inOrder == null || !(event instanceof Step.Ordered step)) {
            return;
        }
        switch (inOrder.afterPoison()) {
            case STOP_THE_LINE -> {
                skipper.begin(step);
                stop(delivery, step, poison);
            }
            case STEP_ASIDE -> {
                ParkedFollowers followers = new ParkedFollowers(step, store);
                if (skipper.pass(StepFactory.skipping(step, consumer.name()), followers, followUp)
                        instanceof Refusal.Early) {
                    stop(delivery, step, poison);
                }
            }
        }
    }

    /** Until its turn, which the line then stops at or steps over. */
    private void stop(Delivery delivery, Step.Ordered step, Poison poison) {
        String place = ParkedEvent.placeOf(step.number());
        parker.stop(
                new WaitCondition(step.address(), step.number()),
                place,
                step.event().text(),
                delivery,
                poison);
    }
}
