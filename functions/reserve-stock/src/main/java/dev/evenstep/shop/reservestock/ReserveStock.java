package dev.evenstep.shop.reservestock;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The command: every article, or none. */
record ReserveStock(String orderId, List<Line> lines) {

    ReserveStock {
        lines = List.copyOf(lines);
    }

    /** How many of each article, over all lines. */
    Map<String, Integer> quantities() {
        return lines.stream().collect(Collectors.toMap(Line::sku, Line::quantity, Math::addExact, TreeMap::new));
    }

    record Line(String sku, int quantity) {}
}
