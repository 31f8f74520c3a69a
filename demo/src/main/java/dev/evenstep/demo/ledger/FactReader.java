package dev.evenstep.demo.ledger;

import dev.evenstep.cli.deadletter.DeadLetter;
import dev.evenstep.cli.deadletter.DeadLetterQueue;
import dev.evenstep.cli.deadletter.DeadLetterQueues;
import dev.evenstep.demo.gateway.GatewayClient;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.demo.shop.OrderShown;
import dev.evenstep.eventstore.projection.ViewQuery;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.saga.SagaOverview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads the facts of one run from tables, queues and gateway. What other runs left behind does not count. */
final class FactReader {

    private final DeployedShop shop;
    private final GatewayClient gateway;
    private final TableReader tables;
    private final EventsReader events;
    private final Set<String> orderIds;
    private final Set<String> articles;
    private final Set<String> lettersBefore = new HashSet<>();
    private final Set<String> parkedBefore = new HashSet<>();

    FactReader(DeployedShop shop, GatewayClient gateway, Load load) {
        this.shop = shop;
        this.gateway = gateway;
        this.tables = new TableReader(shop);
        this.orderIds = load.orders().stream().map(PlannedOrder::orderId).collect(Collectors.toSet());
        this.events = new EventsReader(shop, orderIds);
        this.articles = load.stock().keySet();
    }

    /**
     * Remembers what lies in dead-letter queues already, and what is parked.
     *
     * @throws IllegalStateException when this very load was played here before: its commands would all be duplicates
     */
    void begin() {
        if (!stock().isEmpty()) {
            throw new IllegalStateException(
                    "The orders of this seed were played here before: name another with --seed");
        }
        letters().values().forEach(letters -> letters.forEach(letter -> lettersBefore.add(letter.messageId())));
        tables.all("parked").forEach(row -> parkedBefore.add(place(row)));
    }

    /** @param sagasAreOpen otherwise what hides behind the queue of sagas is time-outs of those that have ended */
    int backlog(boolean sagasAreOpen) {
        return backlog(parked(), sagasAreOpen);
    }

    private int backlog(List<Facts.Parked> parked, boolean sagasAreOpen) {
        return DeployedShop.CONSUMERS.stream()
                .mapToInt(consumer -> messagesIn(consumer, parked, sagasAreOpen))
                .sum();
    }

    Facts read(boolean sagasAreOpen) {
        List<Facts.Parked> parked = parked();
        return new Facts(
                events.read(),
                new Facts.ViewsKept(shown(), sagas(), tracked()),
                stock(),
                audited(),
                gateway.charges().stream()
                        .filter(charge -> orderIds.contains(charge.reference()))
                        .toList(),
                gateway.cancellations().stream()
                        .filter(cancellation -> orderIds.contains(cancellation.key()))
                        .toList(),
                deadLetters(),
                parked,
                backlog(parked, sagasAreOpen));
    }

    /** The version that track-order's view of an order is at; 0 where there is none yet. */
    int trackedVersionOf(String orderId) {
        AttributeValue version = shop.clients()
                .dynamoDb()
                .getItem(request -> request.tableName(shop.table("order-status"))
                        .key(Map.of("orderId", AttributeValue.fromS(orderId)))
                        .consistentRead(true))
                .item()
                .get("entityVersion");
        return version == null ? 0 : Integer.parseInt(version.n());
    }

    private Map<String, OrderShown> shown() {
        Map<String, OrderShown> orders = new TreeMap<>();
        views(Views.json("order-status", shop.viewStore()), (key, view) -> {
            if (orderIds.contains(key)) {
                orders.put(key, OrderShown.read(view));
            }
        });
        return orders;
    }

    private Map<String, String> sagas() {
        Map<String, String> sagas = new TreeMap<>();
        views(Views.of(SagaOverview.PROJECTION, shop.viewStore()), (key, view) -> {
            String order = key.startsWith(EventsReader.SAGA) ? key.substring(EventsReader.SAGA.length()) : "";
            if (orderIds.contains(order)) {
                sagas.put(order, view.status().name());
            }
        });
        return sagas;
    }

    private static <V> void views(Views<V> views, BiConsumer<String, V> reader) {
        String next = null;
        do {
            ViewQuery query = ViewQuery.all().limit(1_000);
            Views.ViewPage<V> page = views.page(next == null ? query : query.after(next));
            page.views().forEach(view -> reader.accept(view.key(), view.value()));
            next = page.next();
        } while (next != null);
    }

    /** An order of which only later events have come has an item without a status, and no view yet. */
    private Map<String, Facts.Tracked> tracked() {
        Map<String, Facts.Tracked> views = new TreeMap<>();
        for (Row row : tables.all("order-status")) {
            if (orderIds.contains(row.text("orderId")) && row.has("status")) {
                views.put(
                        row.text("orderId"),
                        new Facts.Tracked(row.text("status"), row.integer("entityVersion"), row.texts("history")));
            }
        }
        return views;
    }

    private Map<String, Facts.Stock> stock() {
        Map<String, Facts.Stock> stock = new TreeMap<>();
        for (Row row : tables.all("stock")) {
            if (articles.contains(row.text("sku"))) {
                stock.put(row.text("sku"), new Facts.Stock(row.integer("available"), row.integer("reserved")));
            }
        }
        return stock;
    }

    private Map<String, Facts.AuditLine> audited() {
        Map<String, Facts.AuditLine> audited = new HashMap<>();
        for (Row row : tables.all("audit")) {
            audited.put(
                    row.text("event"),
                    new Facts.AuditLine(
                            row.text("type"),
                            row.text("entity"),
                            Instant.parse(row.text("time")),
                            Instant.parse(row.text("writtenAt"))));
        }
        return audited;
    }

    private List<Facts.Dead> deadLetters() {
        List<Facts.Dead> dead = new ArrayList<>();
        letters()
                .forEach((queue, letters) -> letters.stream()
                        .filter(letter -> !lettersBefore.contains(letter.messageId()))
                        .forEach(letter -> dead.add(new Facts.Dead(queue, letter.reason()))));
        return dead;
    }

    /** By the function whose dead-letter queue they lie in. */
    private Map<String, List<DeadLetter>> letters() {
        Map<String, DeadLetterQueue> queues = new TreeMap<>();
        shop.deadLetterQueues()
                .forEach(name ->
                        queues.put(name, new DeadLetterQueue(shop.clients().sqs(), shop.deadLetterQueueUrl(name))));
        return new DeadLetterQueues(queues).list();
    }

    private List<Facts.Parked> parked() {
        return tables.all("parked").stream()
                .filter(row -> !parkedBefore.contains(place(row)))
                .map(row -> new Facts.Parked(
                        row.text("consumer"),
                        row.text("stream"),
                        row.text("state").equals("WAITS")))
                .toList();
    }

    private static String place(Row row) {
        return row.text("record") + " " + row.text("place");
    }

    /**
     * A consumer in order sends itself delayed messages for the deadlines of what is parked. Where nothing waits any more,
     * they are no work.
     */
    private int messagesIn(String consumer, List<Facts.Parked> parked, boolean sagasAreOpen) {
        Map<QueueAttributeName, String> counts = new HashMap<>(shop.clients()
                .sqs()
                .getQueueAttributes(request -> request.queueUrl(shop.queueUrl(consumer))
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes());
        boolean areWakeUps = DeployedShop.IN_ORDER.contains(consumer)
                && parked.stream()
                        .noneMatch(event -> event.waits() && event.consumer().equals(consumer));
        if (areWakeUps) {
            counts.remove(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
        }
        if (consumer.equals(DeployedShop.SAGAS) && !sagasAreOpen) {
            counts.remove(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        }
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }
}
