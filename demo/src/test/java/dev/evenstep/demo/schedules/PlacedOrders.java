package dev.evenstep.demo.schedules;

import dev.evenstep.event.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What customers of one seed order, of three articles of which there is not enough. */
final class PlacedOrders {

    static final int IN_STOCK = 8;
    static final List<String> ARTICLES = List.of("tea", "cup", "pot");

    /** A currency that the gateway does not know. */
    static final String FOREIGN = "CHF";

    private static final int ORDERS = 7;
    private static final long PRICE = 250;

    private final List<PlacedOrder> orders = new ArrayList<>();

    /** @param quantities by article */
    record PlacedOrder(String id, Map<String, Integer> quantities, String currency) {

        long cents() {
            return quantities.values().stream()
                    .mapToLong(quantity -> quantity * PRICE)
                    .sum();
        }

        Envelope command(Instant now) {
            List<String> lines = quantities.entrySet().stream()
                    .map(line -> "{\"sku\":\"%s\",\"quantity\":%d,\"unitPriceCents\":%d}"
                            .formatted(line.getKey(), line.getValue(), PRICE))
                    .toList();
            return Envelope.of("command-" + id, "shop-web", "PlaceOrder", now)
                    .withSubject("customer-7")
                    .withData(
                            2,
                            "{\"orderId\":\"%s\",\"customerId\":\"customer-7\",\"customerEmail\":\"ann@example.org\",\"currency\":\"%s\",\"lines\":%s}"
                                    .formatted(id, currency, lines));
        }
    }

    PlacedOrders(ShopWorld world) {
        for (int i = 1; i <= ORDERS; i++) {
            Map<String, Integer> quantities = new TreeMap<>();
            for (int line = world.below(2); line >= 0; line--) {
                quantities.put(world.any(ARTICLES), 1 + world.below(4));
            }
            orders.add(new PlacedOrder("order-" + i, quantities, world.below(8) == 0 ? FOREIGN : "EUR"));
        }
    }

    List<PlacedOrder> all() {
        return orders;
    }

    /** It is refused, since it has no lines. */
    static Envelope empty(Instant now) {
        return new PlacedOrder("order-0", Map.of(), "EUR").command(now);
    }

    /** An order of before there were streams. */
    static Envelope imported(Instant now) {
        return Envelope.of("import-1", "shop-migration", "ImportOrder", now)
                .withSubject("customer-7")
                .withData(
                        1,
                        "{\"orderId\":\"order-old\",\"customerId\":\"customer-7\",\"totalCents\":900,\"currency\":\"EUR\",\"status\":\"CONFIRMED\"}");
    }
}
