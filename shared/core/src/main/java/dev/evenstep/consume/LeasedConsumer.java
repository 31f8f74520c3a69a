package dev.evenstep.consume;

import dev.evenstep.breaker.Bulkhead;
import dev.evenstep.decision.OutcomeUnknown;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.event.Event;
import dev.evenstep.order.InOrder;
import dev.evenstep.order.OrderPolicy;
import dev.evenstep.order.WhenUnknown;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.EventTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A consumer whose effect lies outside of the database, in two steps: a call, and then what follows from its answer. The
 * event is claimed for the time of the invocation; the answer is kept on its record as soon as it is there, and then
 * committed with the rest. Whatever fails after the call, and however much later the event comes again, the answer is
 * found and the call is not made again.
 *
 * <p>Only what is cut off between the call and the keeping of its answer is not known. Give the outside the event's id as
 * its idempotency key, and say with {@link #whenUnknown} what shall become of such an event.
 */
public final class LeasedConsumer implements Consumer {

    private final Handlers<Outside> handlers;
    private final OrderPolicy order;
    private final WhenUnknown whenUnknown;
    private final Map<String, Bulkhead> bulkheads;

    private LeasedConsumer(
            Handlers<Outside> handlers, OrderPolicy order, WhenUnknown whenUnknown, Map<String, Bulkhead> bulkheads) {
        if (whenUnknown == WhenUnknown.HOLD && order.stopsGroups()) {
            throw new IllegalArgumentException("Consumer " + handlers.consumer()
                    + " stops message groups and holds events: a group does not wait for a held event. Use inOrder(),"
                    + " whose streams do, or RUN_AGAIN");
        }
        this.handlers = handlers;
        this.order = order;
        this.whenUnknown = whenUnknown;
        this.bulkheads = Map.copyOf(bulkheads);
    }

    static LeasedConsumer named(String name) {
        return new LeasedConsumer(
                new Handlers<>(name, List.of()), OrderPolicy.anyOrder(), WhenUnknown.RUN_AGAIN, Map.of());
    }

    /** Every event in the order of its entity's versions: {@link InOrder#byEntityVersion}. Costs no request more. */
    public LeasedConsumer inOrder() {
        return inOrder(InOrder.byEntityVersion());
    }

    /** Every event in the order of a sequence. The consumer must be fed all of its events, also types it has no function for. */
    public LeasedConsumer inOrder(InOrder inOrder) {
        return new LeasedConsumer(handlers, order.with(inOrder), whenUnknown, bulkheads);
    }

    /**
     * What follows a poison message of its FIFO group waits until that is redriven or skipped. Costs a read more for each
     * message. Without it, the group goes on.
     *
     * @throws IllegalArgumentException for a consumer that holds events, unless it is in order
     */
    public LeasedConsumer stoppingGroups() {
        return new LeasedConsumer(handlers, order.stoppingGroups(), whenUnknown, bulkheads);
    }

    /**
     * What becomes of an event that was cut off, so that nobody knows whether its call was done. {@link
     * WhenUnknown#RUN_AGAIN} unless this says otherwise. {@link WhenUnknown#HOLD} needs a table for parked events.
     *
     * @throws IllegalArgumentException to hold events of a consumer that stops message groups
     */
    public LeasedConsumer whenUnknown(WhenUnknown policy) {
        return new LeasedConsumer(handlers, order, policy, bulkheads);
    }

    /**
     * @param answer the answer's class: a record, or Jackson's {@code JsonNode}. It is written as JSON, and {@code then}
     *     always gets what was read back from that. At most 128 KB of JSON in UTF-8: of a larger answer, or one that has no
     *     JSON, only is kept that there was one; the event is dead-lettered as {@link Reason#ANSWER_TOO_LARGE} and never
     *     calls again. Let the call answer what is needed later, an id and not the document.
     * @param call does the effect outside, and answers what came of it; never null
     * @param then pure: what to write and publish follows from the event and the answer. What it throws says nothing of the
     *     call, which is not made again: once the program is mended, a redrive goes on from here.
     */
    public <T, A> LeasedConsumer on(
            EventType<T> type, Class<A> answer, Call<T, A> call, BiFunction<? super Event<T>, ? super A, Effect> then) {
        return new LeasedConsumer(
                handlers.with(
                        type,
                        event -> new Outside.Answering<>(
                                answer, () -> call.answer(event), kept -> then.apply(event, kept))),
                order,
                whenUnknown,
                bulkheads);
    }

    /**
     * For a call of which nothing is needed later. That it was done is kept all the same.
     *
     * @param call does the effect outside
     * @param then pure: what to write and publish of it
     */
    public <T> LeasedConsumer on(EventType<T> type, Send<T> call, Function<? super Event<T>, Effect> then) {
        return new LeasedConsumer(
                handlers.with(type, event -> new Outside.Sending(() -> call.send(event), () -> then.apply(event))),
                order,
                whenUnknown,
                bulkheads);
    }

    /**
     * Lets events of a type at what they call only within its places. One that gets none is given back unstarted, unclaimed
     * and without an attempt counted: {@link Bulkhead}. Types, and consumers of one instance, may share a bulkhead.
     *
     * @throws IllegalArgumentException for a type that the consumer does not take
     */
    public LeasedConsumer within(Bulkhead bulkhead, EventType<?> type) {
        if (!types().names().contains(type.name())) {
            throw new IllegalArgumentException(
                    "Consumer " + name() + " does not take " + type.name() + "; declare it with on(…) first");
        }
        Map<String, Bulkhead> more = new HashMap<>(bulkheads);
        more.put(type.name(), bulkhead);
        return new LeasedConsumer(handlers, order, whenUnknown, more);
    }

    @Override
    public String name() {
        return handlers.consumer();
    }

    @Override
    public EventTypes types() {
        return handlers.types();
    }

    @Override
    public OrderPolicy order() {
        return order;
    }

    @Override
    public boolean parks() {
        return order.parks() || whenUnknown == WhenUnknown.HOLD;
    }

    /** What becomes of an event that was cut off. */
    public WhenUnknown whenUnknown() {
        return whenUnknown;
    }

    /** Null: as many at once as there are. */
    @Nullable
    Bulkhead bulkhead(Event<?> event) {
        return bulkheads.get(event.type());
    }

    Outside outside(Event<?> event) throws Exception {
        return handlers.handle(event);
    }

    /** A call outside of the database, and what it answered. */
    @FunctionalInterface
    public interface Call<T, A> {

        /**
         * @throws PermanentFailure when the outside will never do it
         * @throws OutcomeUnknown when it may have been done
         * @throws Exception any other: it was not done, or may be done again with the same key. The claim is given back and
         *     the event tried again. Of a consumer that holds events, a time-out of {@code java.net} and an interrupt count
         *     as unknown.
         */
        A answer(Event<T> event) throws Exception;
    }

    /** A call outside of the database that answers nothing. */
    @FunctionalInterface
    public interface Send<T> {

        /** @throws Exception as {@link Call#answer} has it */
        void send(Event<T> event) throws Exception;
    }
}
