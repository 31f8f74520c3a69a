package dev.evenstep.shop.reservestock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    static ObjectNode centsFromDecimal(ObjectNode data) {
        JsonNode total = data.remove("total");
        if (!total.isNumber()) {
            throw new IllegalArgumentException("total is no number");
        }
        long cents = total.decimalValue().movePointRight(2).longValueExact();
        return data.put("totalCents", cents).put("currency", "EUR");
    }

    record Line(String sku, int quantity) {}
}
