package dev.evenstep.shop.orderlog;

import dev.evenstep.aws.OutboxRelay;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.eventstore.dynamodb.DynamoDbViewStore;
import dev.evenstep.eventstore.lambda.EventLogFunction;
import dev.evenstep.eventstore.log.LogHandler;
import dev.evenstep.eventstore.log.LogReader;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.saga.SagaOverview;
import dev.evenstep.spi.EventPublisher;
import java.util.Map;
import java.util.Set;

/** The log's readers: what publishes it, and the views that are made of it. */
public final class OrderLog {

    private static final String SAGA = "dev.evenstep.saga.";

    /** What others need: of orders everything, of their fulfilment what it asks for, its time-outs and its end. */
    private static final Set<String> PUBLISHED = Set.of(
            "OrderPlaced",
            "OrderImported",
            "OrderConfirmed",
            "OrderCancelled",
            "ReserveStock",
            "ReleaseStock",
            "ChargePayment",
            "CancelPayment",
            SAGA + "StepTimeout",
            SAGA + "SagaCompleted",
            SAGA + "SagaCompensated");

    private OrderLog() {}

    /** @param environment with {@code EVENTS_TABLE}, {@code VIEWS_TABLE}, {@code EVENT_BUS_NAME} and {@code DEAD_LETTER_QUEUE_URL} */
    static EventLogFunction from(Map<String, String> environment) {
        return of(
                DynamoDbEventStore.from(environment, EventStoreOptions.defaults()),
                DynamoDbViewStore.from(environment),
                OutboxRelay.from(environment));
    }

    static EventLogFunction of(EventStore store, ViewStore views, OutboxRelay relay) {
        return EventLogFunction.of("order-log", store, readers(store, views, relay.publisher("publish-orders")));
    }

    public static LogReader[] readers(EventStore store, ViewStore views, EventPublisher publisher) {
        return new LogReader[] {
            Subscription.of("publish-orders", store.log(), store.checkpoints(), LogHandler.publishingTo(publisher))
                    .ofTypes(PUBLISHED),
            Projector.of(OrderStatus.PROJECTION, store, views),
            Projector.of(SagaOverview.PROJECTION, store, views)
        };
    }
}
