package dev.evenstep.consume;

import dev.evenstep.decision.OutcomeUnknown;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Effect;
import dev.evenstep.event.Event;
import dev.evenstep.order.InOrder;
import dev.evenstep.schema.EventType;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A consumer whose effect lies outside of the database, in two steps: a call, and then what follows from its answer. The
 * event is claimed for the time of the invocation; the answer is kept on its record as soon as it is there, and then
 * committed with the rest. Whatever fails after the call, and however much later the event comes again, the answer is
 * found and the call is not made again.
 *
 * <p>Only what is cut off between the call and the keeping of its answer is not known. Give the outside the event's id as
 * its idempotency key, and say with {@link #whenUnknown} what shall become of such an event.
 */
public interface LeasedConsumer extends Consumer {

    /** Every event in the order of its entity's versions: {@link InOrder#byEntityVersion}. Costs no request more. */
    LeasedConsumer inOrder();

    /** Every event in the order of a sequence. The consumer must be fed all of its events, also types it has no function for. */
    LeasedConsumer inOrder(InOrder inOrder);

    /**
     * What follows a poison message of its FIFO group waits until that is redriven or skipped. Costs a read more for each
     * message. Without it, the group goes on.
     *
     * @throws IllegalArgumentException for a consumer that holds events, unless it is in order
     */
    LeasedConsumer stoppingGroups();

    /**
     * What becomes of an event that was cut off, so that nobody knows whether its call was done. {@link
     * WhenUnknown#RUN_AGAIN} unless this says otherwise. {@link WhenUnknown#HOLD} needs a table for parked events.
     *
     * @throws IllegalArgumentException to hold events of a consumer that stops message groups
     */
    LeasedConsumer whenUnknown(WhenUnknown policy);

    /**
     * @param answer the answer's class: a record, or Jackson's {@code JsonNode}. It is written as JSON, and {@code then}
     *     always gets what was read back from that. At most 128 KB of JSON in UTF-8: of a larger answer, or one that has no
     *     JSON, only is kept that there was one; the event is dead-lettered as {@link Reason#ANSWER_TOO_LARGE} and never
     *     calls again. Let the call answer what is needed later, an id and not the document.
     * @param call does the effect outside, and answers what came of it; never null
     * @param then pure: what to write and publish follows from the event and the answer. What it throws says nothing of the
     *     call, which is not made again: once the program is mended, a redrive goes on from here.
     */
    <T, A> LeasedConsumer on(
            EventType<T> type, Class<A> answer, Call<T, A> call, BiFunction<? super Event<T>, ? super A, Effect> then);

    /**
     * For a call of which nothing is needed later. That it was done is kept all the same.
     *
     * @param call does the effect outside
     * @param then pure: what to write and publish of it
     */
    <T> LeasedConsumer on(EventType<T> type, Send<T> call, Function<? super Event<T>, Effect> then);

    /**
     * Bounds how many events of these types are in their calls at once, within one instance: a bulkhead. As many more wait for
     * a place, for half of the time that is left; any other is given back unstarted, unclaimed and without an attempt counted.
     * A slow dependency so holds up at most twice its places of a batch, and the rest goes on.
     *
     * @param dependency its name, as in {@link dev.evenstep.decision.DependencyFailure}
     * @param places at least 1
     * @throws IllegalArgumentException for a type that the consumer does not take
     */
    LeasedConsumer within(String dependency, int places, EventType<?>... types);

    /** What becomes of an event that was cut off in its call, so that nobody knows whether that was done. */
    enum WhenUnknown {
        /** Whoever gets the event next calls again, with the same idempotency key: right for as long as the outside knows it. */
        RUN_AGAIN,
        /** It is parked until a person says whether it runs again or is dead-lettered. Nothing is called twice by itself. */
        HOLD
    }

    /** A call outside of the database, and what it answered. */
    @FunctionalInterface
    interface Call<T, A> {

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
    interface Send<T> {

        /** @throws Exception as {@link Call#answer} has it */
        void send(Event<T> event) throws Exception;
    }
}
