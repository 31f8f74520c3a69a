package dev.evenstep.demo.ledger;

import dev.evenstep.aws.internal.dynamodb.OutboxItem;
import dev.evenstep.cli.deadletter.DeadLetter;
import dev.evenstep.cli.deadletter.DeadLetterQueue;
import dev.evenstep.cli.deadletter.DeadLetterQueues;
import dev.evenstep.demo.gateway.GatewayClient;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads the facts of one run from tables, queues and gateway. What other runs left behind does not count. */
final class FactReader {

    private final DeployedShop shop;
    private final GatewayClient gateway;
    private final TableReader tables;
    private final Set<String> orderIds;
    private final Set<String> articles;
    private final Set<String> lettersBefore = new HashSet<>();
    private final Set<String> parkedBefore = new HashSet<>();
    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    FactReader(DeployedShop shop, GatewayClient gateway, Load load) {
        this.shop = shop;
        this.gateway = gateway;
        this.tables = new TableReader(shop);
        this.orderIds = load.orders().stream().map(PlannedOrder::orderId).collect(Collectors.toSet());
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

    int backlog() {
        return backlog(parked());
    }

    private int backlog(List<Facts.Parked> parked) {
        return DeployedShop.CONSUMERS.stream()
                .mapToInt(consumer -> messagesIn(consumer, parked))
                .sum();
    }

    int openOrders() {
        return tables.count("orders", "status", "PLACED");
    }

    Facts read() {
        List<Facts.Parked> parked = parked();
        return new Facts(
                orders(), views(), stock(), events(), audited(), charges(), deadLetters(), parked, backlog(parked));
    }

    /** The version that an order's status view is at; 0 where there is none yet. */
    int shownVersionOf(String orderId) {
        AttributeValue version = shop.clients()
                .dynamoDb()
                .getItem(request -> request.tableName(shop.table("order-status"))
                        .key(Map.of("orderId", AttributeValue.fromS(orderId)))
                        .consistentRead(true))
                .item()
                .get("entityVersion");
        return version == null ? 0 : Integer.parseInt(version.n());
    }

    /** The events of one entity, in the order of its versions. */
    List<Envelope> eventsOf(String entity) {
        return shop
                .clients()
                .dynamoDb()
                .query(request -> request.tableName(shop.table("outbox"))
                        .consistentRead(true)
                        .keyConditionExpression("#e = :e")
                        .expressionAttributeNames(Map.of("#e", OutboxItem.ENTITY))
                        .expressionAttributeValues(Map.of(":e", AttributeValue.fromS(entity))))
                .items()
                .stream()
                .map(item -> event(new Row(item)))
                .toList();
    }

    private Envelope event(Row row) {
        return json.read(row.text(OutboxItem.ENVELOPE));
    }

    private Map<String, Facts.Order> orders() {
        Map<String, Facts.Order> orders = new TreeMap<>();
        for (Row row : tables.all("orders")) {
            if (orderIds.contains(row.text("orderId"))) {
                Map<String, Integer> quantities = new TreeMap<>();
                row.rows("lines")
                        .forEach(line -> quantities.merge(line.text("sku"), line.integer("quantity"), Integer::sum));
                orders.put(
                        row.text("orderId"), new Facts.Order(row.text("status"), row.whole("totalCents"), quantities));
            }
        }
        return orders;
    }

    /** An order of which only later events have come has an item without a status, and no view yet. */
    private Map<String, Facts.View> views() {
        Map<String, Facts.View> views = new TreeMap<>();
        for (Row row : tables.all("order-status")) {
            if (orderIds.contains(row.text("orderId")) && row.has("status")) {
                views.put(
                        row.text("orderId"),
                        new Facts.View(row.text("status"), row.integer("entityVersion"), row.texts("history")));
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

    private Map<String, List<Envelope>> events() {
        return tables.all("outbox").stream()
                .filter(row -> orderIds.contains(row.text(OutboxItem.ENTITY)))
                .map(this::event)
                .sorted(Comparator.comparingInt(event -> event.entityVersion() == null ? 0 : event.entityVersion()))
                .collect(Collectors.groupingBy(Envelope::orderKey, TreeMap::new, Collectors.toList()));
    }

    private Map<String, Instant> audited() {
        Map<String, Instant> audited = new HashMap<>();
        for (Row row : tables.all("audit")) {
            audited.put(row.text("event"), Instant.parse(row.text("writtenAt")));
        }
        return audited;
    }

    private List<GatewayClient.Charge> charges() {
        return gateway.charges().stream()
                .filter(charge -> orderIds.contains(charge.reference()))
                .toList();
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
    private int messagesIn(String consumer, List<Facts.Parked> parked) {
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
        return counts.values().stream().mapToInt(Integer::parseInt).sum();
    }
}
