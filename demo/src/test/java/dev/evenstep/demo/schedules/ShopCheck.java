package dev.evenstep.demo.schedules;

import dev.evenstep.demo.schedules.PlacedOrders.PlacedOrder;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.internal.store.UnpublishedRows;
import dev.evenstep.saga.SagaInstance;
import dev.evenstep.saga.SagaOverview;
import dev.evenstep.saga.SagaStatus;
import dev.evenstep.shop.orderlog.OrderStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What holds when the shop has come to rest. Each of its methods says what is wrong first; null: nothing is. */
record ShopCheck(EventStore store, ViewStore views, InMemoryStore records, FaultyGateway gateway, PlacedOrders orders) {

    private static final String IMPORTED = "order-old";

    @Nullable
    String violation(List<String> dead, LogFollower follower) {
        for (PlacedOrder order : orders.all()) {
            String violation = violationOf(order);
            if (violation != null) {
                return violation;
            }
        }
        String violation = violationOfStock();
        violation = violation == null ? violationOfDead(dead) : violation;
        violation = violation == null ? violationOfLog(follower) : violation;
        return violation == null ? violationOfViews() : violation;
    }

    /** Its saga has ended, and so has the order, and it is paid, as the saga says. */
    private @Nullable String violationOf(PlacedOrder order) {
        SagaInstance saga = SagaInstance.find(store, "fulfil-order", order.id());
        SagaStatus ended = saga == null ? null : saga.status();
        if (ended != SagaStatus.COMPLETED && ended != SagaStatus.COMPENSATED) {
            return "the saga of %s is %s".formatted(order.id(), ended);
        }
        String last = last(order.id());
        if (!last.equals(ended == SagaStatus.COMPLETED ? "OrderConfirmed" : "OrderCancelled")) {
            return "%s is %s, its saga %s".formatted(order.id(), last, ended);
        }
        boolean isCompleted = ended == SagaStatus.COMPLETED;
        long paid = gateway.paid(order.id());
        if (paid != (isCompleted ? order.cents() : 0)) {
            return "%s, which is %s, paid %d of %d".formatted(order.id(), ended, paid, order.cents());
        }
        String kept = statusIn("payments", order);
        if (!kept.equals(gateway.status(order.id()))) {
            return "the payment of %s is %s, and kept as %s".formatted(order.id(), gateway.status(order.id()), kept);
        }
        return statusIn("reservations", order).equals("RESERVED") == isCompleted
                ? null
                : "the stock of %s, which is %s, is %s".formatted(order.id(), ended, statusIn("reservations", order));
    }

    private String statusIn(String table, PlacedOrder order) {
        return records.get(ItemKey.of(table, "orderId", order.id()))
                .map(item -> item.text("status"))
                .orElse("NONE");
    }

    /** What happened on the way, of what schedules are there for. */
    Set<String> reached() {
        Set<String> reached = new TreeSet<>();
        for (PlacedOrder order : orders.all()) {
            SagaInstance saga = Objects.requireNonNull(SagaInstance.find(store, "fulfil-order", order.id()));
            reached.add(saga.status() == SagaStatus.COMPLETED ? "completed" : "given up: " + saga.reason());
            List<String> types = events(order.id()).stream().map(Envelope::type).toList();
            if (types.containsAll(List.of("OrderConfirmed", "OrderCancelled"))) {
                reached.add("cancelled when it was confirmed");
            }
            if (gateway.refunded(order.id()) > 0) {
                reached.add("given back: " + saga.reason());
            }
            if (gateway.isRefusedAsCancelled(order.id())) {
                reached.add("charged when it was cancelled");
            }
            records.get(ItemKey.of("reservations", "orderId", order.id()))
                    .filter(reservation -> !reservation.has("lines"))
                    .ifPresent(reservation -> reached.add("released before it was reserved"));
        }
        return reached;
    }

    private List<Envelope> events(String stream) {
        return store.read(stream, ReadOptions.forward()).events();
    }

    private String last(String stream) {
        List<Envelope> events = events(stream);
        return events.isEmpty() ? "nothing" : events.getLast().type();
    }

    private boolean isConfirmed(PlacedOrder order) {
        return last(order.id()).equals("OrderConfirmed");
    }

    /** What confirmed orders have, and what is left, is what there was. */
    private @Nullable String violationOfStock() {
        for (String article : PlacedOrders.ARTICLES) {
            Item stock = records.get(ItemKey.of("stock", "sku", article)).orElseThrow();
            int available = stock.integer("available");
            int reserved = stock.integer("reserved");
            int confirmed = orders.all().stream()
                    .filter(this::isConfirmed)
                    .mapToInt(order -> order.quantities().getOrDefault(article, 0))
                    .sum();
            if (available < 0 || available + reserved != PlacedOrders.IN_STOCK || reserved != confirmed) {
                return "of %s, %d are available, %d reserved, %d confirmed"
                        .formatted(article, available, reserved, confirmed);
            }
        }
        boolean isPublished = IntStream.range(0, UnpublishedRows.BUCKETS)
                .allMatch(
                        bucket -> records.unpublished().oldest(bucket, null, 1).isEmpty());
        return isPublished ? null : "the outbox has more to publish";
    }

    /** Nobody can handle an order without lines, or charge one in a currency that the gateway does not know. */
    private @Nullable String violationOfDead(List<String> dead) {
        boolean isEmptyRefused = dead.stream().anyMatch(letter -> letter.contains("command-order-0"));
        return !isEmptyRefused
                ? "the order without lines was not refused"
                : dead.stream()
                        .filter(letter -> !letter.contains("command-order-0"))
                        .filter(letter -> !letter.contains("ChargePayment") || !letter.contains(PlacedOrders.FOREIGN))
                        .findFirst()
                        .orElse(null);
    }

    /** Whoever followed the log saw every commit once, each stream's in their order, and so does who reads it now. */
    private @Nullable String violationOfLog(LogFollower follower) {
        LogFollower anew = new LogFollower("anew", store, Clock.systemUTC());
        boolean unused = anew.reader().run(Duration.ofMinutes(1));
        for (LogFollower one : List.of(follower, anew)) {
            if (!one.wrong().isEmpty()) {
                return one.wrong().getFirst();
            }
            for (PlacedOrder order : orders.all()) {
                for (String stream : List.of(order.id(), "fulfil-order-" + order.id(), IMPORTED)) {
                    int events = events(stream).size();
                    int seen = one.versions().getOrDefault(stream, 0);
                    if (events != seen) {
                        return "%s has %d events, of which the log's reader saw %d".formatted(stream, events, seen);
                    }
                }
            }
        }
        return null;
    }

    /** Each is what its events make of it. */
    @Nullable
    String violationOfViews() {
        Map<String, @Nullable Object> expected = new HashMap<>();
        Map<String, @Nullable Object> shown = new HashMap<>();
        expected.put(IMPORTED, status(IMPORTED));
        shown.put(IMPORTED, shown(OrderStatus.PROJECTION, IMPORTED));
        for (PlacedOrder placed : orders.all()) {
            String order = placed.id();
            expected.put(order, status(order));
            shown.put(order, shown(OrderStatus.PROJECTION, order));
            String stream = "fulfil-order-" + order;
            expected.put(stream, overview(order));
            shown.put(stream, shown(SagaOverview.PROJECTION, stream));
        }
        expected.put(ShopTally.KEY, tally());
        shown.put(ShopTally.KEY, shown(ShopTally.PROJECTION, ShopTally.KEY));
        return expected.keySet().stream()
                .filter(key -> !Objects.equals(expected.get(key), shown.get(key)))
                .findFirst()
                .map(key -> "the view of %s is %s, not %s".formatted(key, shown.get(key), expected.get(key)))
                .orElse(null);
    }

    private <V> @Nullable V shown(Projection<V> projection, String key) {
        return Views.of(projection, views).get(key).map(Views.View::value).orElse(null);
    }

    private OrderStatus status(String order) {
        List<Envelope> events = events(order);
        Envelope first = events.getFirst();
        Envelope last = events.getLast();
        Map<String, @Nullable Object> data = first.data();
        return new OrderStatus(
                String.valueOf(data.get("customerId")),
                ((Number) Objects.requireNonNull(data.get("totalCents"))).longValue(),
                String.valueOf(data.get("currency")),
                switch (last.type()) {
                    case "OrderImported" -> String.valueOf(data.get("status"));
                    case "OrderConfirmed" -> "CONFIRMED";
                    case "OrderCancelled" -> "CANCELLED";
                    default -> "PLACED";
                },
                first.time(),
                last.time(),
                (String) last.data().get("reason"));
    }

    private SagaOverview overview(String order) {
        SagaInstance saga = Objects.requireNonNull(SagaInstance.find(store, "fulfil-order", order));
        return new SagaOverview(
                saga.saga(), saga.key(), saga.version(), saga.status(), saga.step(), saga.since(), saga.reason());
    }

    private ShopTally tally() {
        List<String> types = orders.all().stream()
                .flatMap(order -> events(order.id()).stream())
                .map(Envelope::type)
                .toList();
        return new ShopTally(
                count(types, "OrderPlaced"), count(types, "OrderConfirmed"), count(types, "OrderCancelled"));
    }

    private static int count(List<String> types, String type) {
        return (int) types.stream().filter(type::equals).count();
    }
}
