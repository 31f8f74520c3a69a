package dev.evenstep.shop.fulfilorder;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is needed here of the event, schema version 2; the saga keeps it.
 *
 * @param customerId null: the saga began when it was not kept yet
 */
record OrderPlaced(String orderId, @Nullable String customerId, long totalCents, String currency, List<Line> lines) {

    OrderPlaced {
        lines = List.copyOf(lines);
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
