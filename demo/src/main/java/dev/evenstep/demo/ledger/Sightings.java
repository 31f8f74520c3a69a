package dev.evenstep.demo.ledger;

import static dev.evenstep.demo.ledger.Invariant.Meaning.LOST;
import static dev.evenstep.demo.ledger.Invariant.Meaning.ORDER;

import dev.evenstep.demo.shop.OrderShown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was shown of orders while they were under way, whatever was done to their views meanwhile. */
final class Sightings {

    private final List<String> orderIds;
    private final Function<String, @Nullable OrderShown> shop;
    private final Random random;
    private final Map<String, OrderShown> last = new HashMap<>();
    private final List<Sighting> all = new ArrayList<>();
    private final Violations readable = new Violations("orders could be read all the while", LOST);
    private final Violations forward = new Violations("no order was shown older than it was shown before", ORDER);
    private int reads;

    /** @param answered when the answer was there, by this machine's clock */
    record Sighting(String orderId, Instant answered, OrderShown shown) {}

    /** @param shop what it shows of an order; null: it does not know it */
    Sightings(List<String> orderIds, Function<String, @Nullable OrderShown> shop, long seed) {
        this.orderIds = List.copyOf(orderIds);
        this.shop = shop;
        this.random = new Random(seed);
    }

    /** Looks at some orders, whichever. */
    void look(int count) {
        for (int i = 0; i < count && !orderIds.isEmpty(); i++) {
            look(orderIds.get(random.nextInt(orderIds.size())));
        }
    }

    private void look(String orderId) {
        reads++;
        OrderShown shown;
        try {
            shown = shop.apply(orderId);
        } catch (IllegalStateException failure) {
            readable.requireThat(false, "%s", failure.getMessage());
            return;
        }
        OrderShown before = shown == null ? last.get(orderId) : last.put(orderId, shown);
        forward.requireThat(
                before == null || (shown != null && isAsNew(shown, before)),
                "%s was shown as %s and then as %s",
                orderId,
                before,
                shown);
        if (shown != null) {
            all.add(new Sighting(orderId, Instant.now(), shown));
        }
    }

    private static boolean isAsNew(OrderShown shown, OrderShown before) {
        return shown.equals(before) || shown.changed().isAfter(before.changed());
    }

    int reads() {
        return reads;
    }

    List<Sighting> all() {
        return List.copyOf(all);
    }

    List<Invariant> check() {
        return List.of(readable.toInvariant(), forward.toInvariant());
    }
}
