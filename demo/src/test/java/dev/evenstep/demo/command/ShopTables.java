package dev.evenstep.demo.command;

import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.demo.shop.OrderShown;
import dev.evenstep.eventstore.projection.Views;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** A shop's tables as its users see them. */
record ShopTables(DeployedShop shop) {

    /** One attribute of one item; empty where there is no such item. */
    String text(String table, Map<String, String> key, String attribute) {
        Map<String, AttributeValue> keys = new TreeMap<>();
        key.forEach((name, value) -> keys.put(name, AttributeValue.fromS(value)));
        return shop.clients()
                .dynamoDb()
                .getItem(request ->
                        request.tableName(shop.table(table)).key(keys).consistentRead(true))
                .item()
                .getOrDefault(attribute, AttributeValue.fromS(""))
                .s();
    }

    /** Where an order stands, by the view of its stream; empty where there is none. */
    String statusOf(String order) {
        return Views.json("order-status", shop.viewStore())
                .get(order)
                .map(view -> OrderShown.read(view.value()).status())
                .orElse("");
    }

    /** The last step that track-order has of an order. */
    String viewOf(String order) {
        return text("order-status", Map.of("orderId", order), "status");
    }

    /** Which version of an order its view shows; 0: none. */
    int versionOf(String order) {
        return Integer.parseInt(view(order)
                .getOrDefault("entityVersion", AttributeValue.fromN("0"))
                .n());
    }

    /** The steps that an order's view shows. */
    List<String> historyOf(String order) {
        return view(order).getOrDefault("history", AttributeValue.fromL(List.of())).l().stream()
                .map(AttributeValue::s)
                .toList();
    }

    private Map<String, AttributeValue> view(String order) {
        return shop.clients()
                .dynamoDb()
                .getItem(request -> request.tableName(shop.table("order-status"))
                        .key(Map.of("orderId", AttributeValue.fromS(order)))
                        .consistentRead(true))
                .item();
    }

    boolean isAudited(String event) {
        return !text("audit", Map.of("event", event), "writtenAt").isEmpty();
    }

    /** How many events of an order have their audit line. */
    long auditLinesOf(String order) {
        return items("audit").stream()
                .filter(item -> item.toString().contains(order))
                .count();
    }

    Set<Map<String, AttributeValue>> items(String table) {
        ScanRequest scan = ScanRequest.builder()
                .tableName(shop.table(table))
                .consistentRead(true)
                .build();
        return shop.clients().dynamoDb().scanPaginator(scan).items().stream().collect(Collectors.toSet());
    }

    /** Everything in every table. */
    Map<String, Set<Map<String, AttributeValue>>> everything() {
        Map<String, Set<Map<String, AttributeValue>>> all = new TreeMap<>();
        DeployedShop.TABLES.forEach(table -> all.put(table, items(table)));
        return all;
    }

    /** Everything that is told of one order. */
    Map<String, List<String>> everythingOf(String order) {
        Map<String, List<String>> all = new TreeMap<>();
        everything()
                .forEach((table, items) -> all.put(
                        table,
                        items.stream()
                                .map(Object::toString)
                                .filter(item -> item.contains(order))
                                .sorted()
                                .toList()));
        return all;
    }
}
