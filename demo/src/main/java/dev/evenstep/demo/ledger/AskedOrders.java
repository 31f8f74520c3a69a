package dev.evenstep.demo.ledger;

import static dev.evenstep.demo.ledger.Invariant.Meaning.LOST;

import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.shop.OrderShown;
import dev.evenstep.demo.shop.ShownOrders;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the shop shows whoever asks for every order of a run, and for every customer's.
 *
 * @param orders by id
 * @param customers the orders of each, as they are listed; other runs' are left out
 */
record AskedOrders(Map<String, OrderShown> orders, Map<String, List<String>> customers) {

    static AskedOrders read(ShownOrders shop, Load load) {
        Map<String, OrderShown> orders = new TreeMap<>();
        Map<String, List<String>> customers = new TreeMap<>();
        for (PlannedOrder order : load.orders()) {
            OrderShown shown = shop.find(order.orderId());
            if (shown != null) {
                orders.put(order.orderId(), shown);
            }
            customers.computeIfAbsent(order.customerId(), shop::ordersOf);
        }
        Set<String> own = load.orders().stream().map(PlannedOrder::orderId).collect(Collectors.toSet());
        customers.replaceAll(
                (customer, listed) -> listed.stream().filter(own::contains).toList());
        return new AskedOrders(orders, customers);
    }

    List<Invariant> check(Map<String, FoldedOrder> folded) {
        return List.of(ordersAreShownAsTheyAre(folded), customersHaveTheirOrders(folded));
    }

    private Invariant ordersAreShownAsTheyAre(Map<String, FoldedOrder> folded) {
        Violations violations = new Violations("who asks for an order is shown what its stream makes of it", LOST);
        folded.forEach((id, order) -> violations.requireThat(
                order.state().equals(orders.get(id)),
                "%s is %s and is shown as %s",
                id,
                order.state(),
                orders.get(id)));
        orders.keySet()
                .forEach(id -> violations.requireThat(folded.containsKey(id), "%s is shown and has no stream", id));
        return violations.toInvariant();
    }

    private Invariant customersHaveTheirOrders(Map<String, FoldedOrder> folded) {
        Violations violations =
                new Violations("each customer's list has his orders, as they were placed, and no other", LOST);
        Map<String, List<String>> expected = folded.entrySet().stream()
                .sorted(Comparator.comparing(AskedOrders::placed).thenComparing(Map.Entry::getKey))
                .collect(Collectors.groupingBy(
                        order -> order.getValue().state().customerId(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        customers.forEach((customer, listed) -> {
            List<String> his = expected.getOrDefault(customer, List.of());
            violations.requireThat(listed.equals(his), "%s placed %s and is shown %s", customer, his, listed);
        });
        return violations.toInvariant();
    }

    private static Instant placed(Map.Entry<String, FoldedOrder> order) {
        return order.getValue().state().placed();
    }
}
