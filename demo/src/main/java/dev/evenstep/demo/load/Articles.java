package dev.evenstep.demo.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What the shop sells: eight articles that never run out, and two that are scarce. */
final class Articles {

    private static final int PLENTIFUL = 8;
    private static final int SCARCE = 2;

    /** One order in so many wants a scarce article. */
    private static final int WANTS_SCARCE = 10;

    private final long seed;
    private final int orders;

    Articles(long seed, int orders) {
        this.seed = seed;
        this.orders = orders;
    }

    Map<String, Integer> stock() {
        Map<String, Integer> stock = new TreeMap<>();
        for (int i = 0; i < PLENTIFUL; i++) {
            stock.put(plentiful(i), orders * 10);
        }
        for (int i = 0; i < SCARCE; i++) {
            stock.put(scarce(i), Math.max(1, orders / 40));
        }
        return stock;
    }

    /** Prices are whole euros, but for a last cent amount that makes the gateway decline. */
    List<PlannedOrder.Line> basket(RandomGenerator random, boolean single, boolean declined) {
        List<PlannedOrder.Line> lines = new ArrayList<>();
        long cents = declined ? PaymentRules.DECLINED_CENTS : 0;
        if (random.nextInt(WANTS_SCARCE) == 0) {
            lines.add(new PlannedOrder.Line(scarce(random.nextInt(SCARCE)), 1, euros(random) + cents));
        } else {
            lines.add(new PlannedOrder.Line(plentiful(random.nextInt(PLENTIFUL)), 1, euros(random) + cents));
        }
        if (!single) {
            for (int i = random.nextInt(3); i > 0; i--) {
                lines.add(new PlannedOrder.Line(
                        plentiful(random.nextInt(PLENTIFUL)), 1 + random.nextInt(4), euros(random)));
            }
        }
        return lines;
    }

    private static long euros(RandomGenerator random) {
        return 100L * (1 + random.nextInt(40));
    }

    private String plentiful(int i) {
        return "tea-" + i + "-" + seed;
    }

    private String scarce(int i) {
        return "cup-" + i + "-" + seed;
    }
}
