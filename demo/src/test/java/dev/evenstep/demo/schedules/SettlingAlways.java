package dev.evenstep.demo.schedules;

import dev.evenstep.consume.Consumer;
import dev.evenstep.demo.schedules.SettlingAlways.Settled;
import dev.evenstep.demo.schedules.SettlingAlways.Settling;
import dev.evenstep.eventstore.CommandConsumer;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.Decider;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.schema.EventType;
import java.util.List;

/** Orders that become what they are told, whatever they are. */
record SettlingAlways() implements Decider<Settling, Settled, Integer> {

    private static final String SAGA = "dev.evenstep.saga";

    /** An end of the saga. */
    interface Settling {

        String key();
    }

    record Completed(String key) implements Settling {}

    record Compensated(String key) implements Settling {}

    /** What an order's stream has. */
    interface Settled {}

    record Placed() implements Settled {}

    record Confirmed(String orderId) implements Settled {}

    record Cancelled(String orderId, String reason) implements Settled {}

    static Consumer consumer(EventStore events) {
        EventReader types = EventReader.of(List.of(
                EventType.of("shop", "OrderPlaced", Placed.class).since(2, 2),
                EventType.of("shop", "OrderConfirmed", Confirmed.class),
                EventType.of("shop", "OrderCancelled", Cancelled.class)));
        return CommandConsumer.of(
                "settle-order",
                CommandHandler.of(events, new SettlingAlways(), types),
                command -> command.data().key(),
                List.of(
                        EventType.of(SAGA, SAGA + ".SagaCompleted", Completed.class),
                        EventType.of(SAGA, SAGA + ".SagaCompensated", Compensated.class)));
    }

    @Override
    public Integer initial() {
        return 0;
    }

    @Override
    public Decided<Settled> decide(Settling told, Integer events) {
        return Decided.events(
                told instanceof Completed ? new Confirmed(told.key()) : new Cancelled(told.key(), "UNSPECIFIED"));
    }

    @Override
    public Integer evolve(Integer events, Settled event) {
        return events + 1;
    }
}
