package dev.evenstep.shop.orderlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.log.LogReader;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.saga.SagaEvent;
import dev.evenstep.saga.SagaEvent.SagaCompleted;
import dev.evenstep.saga.SagaEvent.SagaStarted;
import dev.evenstep.saga.SagaOverview;
import dev.evenstep.saga.SagaStatus;
import dev.evenstep.schema.EventType;
import dev.evenstep.shop.orderlog.OrderStatus.Placed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderLogTest {

    private final EventStore store = EventStore.inMemory(EventStoreOptions.defaults());
    private final ViewStore views = ViewStore.inMemory();
    private final List<String> published = new ArrayList<>();

    @Test
    void whatOthersNeedIsPublishedAndBothViewsAreMade() {
        append("order-1", NewEvent.of(event("OrderPlaced", Placed.class).since(2, 2), new Placed("c-7", 900, "EUR")));
        append(
                "fulfil-order-order-1",
                saga(new SagaStarted("fulfil-order", "order-1", 1, Map.of())),
                saga(new SagaCompleted("fulfil-order", "order-1")));

        for (LogReader reader : OrderLog.readers(
                store, views, (events, time) -> events.forEach(event -> published.add(event.type())))) {
            assertThat(reader.run(Duration.ofSeconds(10))).isTrue();
        }

        assertThat(published).containsExactlyInAnyOrder("OrderPlaced", "dev.evenstep.saga.SagaCompleted");
        assertThat(Views.of(OrderStatus.PROJECTION, views)
                        .get("order-1")
                        .orElseThrow()
                        .value()
                        .status())
                .isEqualTo("PLACED");
        assertThat(Views.of(SagaOverview.PROJECTION, views)
                        .get("fulfil-order-order-1")
                        .orElseThrow()
                        .value()
                        .status())
                .isEqualTo(SagaStatus.COMPLETED);
    }

    private void append(String stream, NewEvent<?>... events) {
        var unused = store.append(stream, ExpectedVersion.empty(), Append.of(stream, List.of(events)))
                .orThrow();
        store.sequencer().sequence(Set.of(stream));
    }

    @SuppressWarnings("unchecked")
    private static <T extends SagaEvent> NewEvent<T> saga(T event) {
        Class<T> data = (Class<T>) event.getClass();
        return NewEvent.of(EventType.of(SagaEvent.SOURCE, SagaEvent.SOURCE + "." + data.getSimpleName(), data), event);
    }

    private static <T> EventType<T> event(String name, Class<T> data) {
        return EventType.of("shop", name, data);
    }
}
