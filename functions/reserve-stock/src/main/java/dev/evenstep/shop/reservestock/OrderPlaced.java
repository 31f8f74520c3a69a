package dev.evenstep.shop.reservestock;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is needed here of the event, schema version 2. */
record OrderPlaced(String orderId, String customerId, long totalCents, String currency, List<Line> lines) {

    OrderPlaced {
        lines = List.copyOf(lines);
    }

    /** How many of each article, over all lines. */
    Map<String, Integer> quantities() {
        return lines.stream().collect(Collectors.toMap(Line::sku, Line::quantity, Math::addExact, TreeMap::new));
    }

    /** Version 1 had the total in whole units of an unnamed currency, which was the euro. */
    static void centsFromDecimal(Map<String, @Nullable Object> data) {
        if (!(data.remove("total") instanceof Number total)) {
            throw new IllegalArgumentException("total is no number");
        }
        data.put(
                "totalCents", new BigDecimal(total.toString()).movePointRight(2).longValueExact());
        data.put("currency", "EUR");
    }

    record Line(String sku, int quantity) {}
}
