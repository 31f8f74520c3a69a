package dev.evenstep.shop.placeorder;

import dev.evenstep.effect.Effect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command, schema version 2.
 *
 * @param customerEmail personal; null where the customer gave none, or is erased
 */
record PlaceOrder(
        String orderId, String customerId, @Nullable String customerEmail, String currency, List<Line> lines)
        implements OrderCommand {

    /** Stock takes them in one transaction, with what the order holds and the answer. */
    private static final int MOST_LINES = Effect.MOST_WRITES_AND_EVENTS - 2;

    private static final long HIGHEST_PRICE = 100_000_000;

    PlaceOrder {
        lines = List.copyOf(lines);
        OrderIds.require(orderId);
        if (lines.size() > MOST_LINES) {
            throw new IllegalArgumentException("an order has at most " + MOST_LINES + " lines");
        }
    }

    long totalCents() {
        return lines.stream()
                .mapToLong(line -> line.unitPriceCents() * line.quantity())
                .sum();
    }

    /** Version 1 knew one item per order and one currency. */
    static void linesFromSingleItem(Map<String, @Nullable Object> data) {
        Map<String, @Nullable Object> line = new HashMap<>();
        for (String moved : List.of("sku", "quantity", "unitPriceCents")) {
            line.put(moved, data.remove(moved));
        }
        data.put("lines", List.of(line));
        data.put("currency", "EUR");
    }

    /**
     * @param quantity 1 to 1,000
     * @param unitPriceCents 0 to a million euros
     */
    record Line(String sku, int quantity, long unitPriceCents) {

        Line {
            if (quantity < 1 || quantity > 1_000) {
                throw new IllegalArgumentException("quantity is " + quantity + "; 1 to 1,000 can be ordered");
            }
            if (unitPriceCents < 0 || unitPriceCents > HIGHEST_PRICE) {
                throw new IllegalArgumentException(
                        "unitPriceCents is " + unitPriceCents + "; 0 to " + HIGHEST_PRICE + " can be asked");
            }
        }
    }
}
