package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.Projection.Listing;
import dev.evenstep.eventstore.projection.Projector;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.eventstore.projection.Views.View;
import dev.evenstep.schema.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the conformance suites of projections share: orders of customers, and what is seen of them. */
interface ProjectionFixture {

    Duration LONG = Duration.ofHours(1);

    record Placed(String order, String customer, int cents, List<String> goods) {}

    record Paid(String order) {}

    record Cancelled(String order) {}

    EventType<Placed> PLACED = EventType.of("shop", "Placed", Placed.class);
    EventType<Paid> PAID = EventType.of("shop", "Paid", Paid.class);
    EventType<Cancelled> CANCELLED = EventType.of("shop", "Cancelled", Cancelled.class);

    /** One for each order. */
    record OrderView(String customer, String status, int changes) {}

    /** One for each customer, of many orders. */
    record CustomerView(int orders, int cents) {}

    /** One for each of an order's goods. */
    record GoodsView(int ordered) {}

    /** The same streams with every call. */
    EventStore events();

    /** The same views with every call. */
    ViewStore views();

    FakeClock clock();

    /** Tells this test's streams and projections from those of every other. */
    String run();

    default Projection<OrderView> orders() {
        return Projection.named("orders-" + run(), OrderView.class)
                .on(
                        PLACED,
                        event -> event.data().order(),
                        (view, event) -> new OrderView(event.data().customer(), "placed", changes(view) + 1))
                .on(
                        PAID,
                        event -> event.data().order(),
                        (view, event) ->
                                view == null ? null : new OrderView(view.customer(), "paid", changes(view) + 1))
                .on(CANCELLED, event -> event.data().order(), (view, event) -> null)
                .listedBy(view -> new Listing(view.customer(), view.status()));
    }

    private static int changes(@Nullable OrderView view) {
        return view == null ? 0 : view.changes();
    }

    default Projection<CustomerView> customers() {
        return Projection.named("customers-" + run(), CustomerView.class)
                .on(
                        PLACED,
                        event -> event.data().customer(),
                        (view, event) -> new CustomerView(
                                (view == null ? 0 : view.orders()) + 1,
                                (view == null ? 0 : view.cents()) + event.data().cents()));
    }

    default Projection<GoodsView> goods() {
        return Projection.named("goods-" + run(), GoodsView.class)
                .onEach(
                        PLACED,
                        event -> event.data().goods(),
                        (key, view, event) -> new GoodsView((view == null ? 0 : view.ordered())
                                + (int) event.data().goods().stream()
                                        .filter(key::equals)
                                        .count()));
    }

    default String order(int number) {
        return "order-" + run() + "-" + number;
    }

    default String customer() {
        return "customer-" + run();
    }

    /** What happened to an order, in the log. */
    default void happened(int order, NewEvent<?>... events) {
        assertThat(events().append(
                                order(order),
                                ExpectedVersion.any(),
                                Append.of(UUID.randomUUID().toString(), events))
                        .orThrow()
                        .end()
                        .version())
                .isPositive();
        events().sequencer().sequence(List.of(order(order)));
    }

    default NewEvent<Placed> placed(int order, String... goods) {
        return NewEvent.of(PLACED, new Placed(order(order), customer(), 100 + order, List.of(goods)));
    }

    default NewEvent<Paid> paid(int order) {
        return NewEvent.of(PAID, new Paid(order(order)));
    }

    default NewEvent<Cancelled> cancelled(int order) {
        return NewEvent.of(CANCELLED, new Cancelled(order(order)));
    }

    default <V> Projector<V> projector(Projection<V> projection) {
        return Projector.of(projection, events(), views()).withClock(clock());
    }

    default <V> void run(Projection<V> projection) {
        assertThat(projector(projection).run(LONG)).isTrue();
    }

    /** As anybody sees it who has not looked before. */
    default <V> Optional<V> view(Projection<V> projection, String key) {
        return Views.of(projection, views()).withClock(clock()).get(key).map(View::value);
    }
}
