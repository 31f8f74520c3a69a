package dev.evenstep.demo.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that one run of the demo sends, in order. The same number of orders and the same seed make the same load,
 * to the byte.
 *
 * <p>Of the orders, one in 20 was closed in the old shop: its history is told on the bus, out of order and in the first
 * schema version. The others are commands, one in ten of them in the first schema version. One sending in ten comes
 * twice, one in 20 out of its order; one order in 20 has its first event told again when all is over. Among them are
 * messages that can never succeed.
 *
 * @param stock how many of each article there are before the first order
 * @param late the orders whose first event is told again late
 * @param deadLetters what must end in which dead-letter queue
 * @param stopped the orders of those whose line a dead letter stops where it is consumed in order
 */
public record Load(
        List<PlannedOrder> orders,
        Map<String, Integer> stock,
        List<Sending> sendings,
        Set<String> late,
        List<ExpectedDeadLetter> deadLetters,
        Set<String> stopped) {

    private static final int IMPORTED = 20;
    private static final int OLD_VERSION = 10;
    private static final int DECLINED = 12;
    private static final int DUPLICATED = 10;
    private static final int REORDERED = 20;
    private static final int LATE = 20;
    private static final int DEFECTIVE = 25;

    public Load {
        orders = List.copyOf(orders);
        stock = Map.copyOf(stock);
        sendings = List.copyOf(sendings);
        late = Set.copyOf(late);
        deadLetters = List.copyOf(deadLetters);
        stopped = Set.copyOf(stopped);
    }

    public static Load of(int orders, long seed) {
        Random random = new Random(seed);
        Articles articles = new Articles(seed, orders);
        List<PlannedOrder> planned = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            planned.add(planned(i, orders, seed, articles, random));
        }
        List<ExpectedDeadLetter> deadLetters = new ArrayList<>();
        List<Sending> sendings = sendings(planned, random);
        Set<String> stopped = new TreeSet<>();
        for (PoisonMessages.Defect defect : addDefects(sendings, orders, "order-" + seed, random)) {
            deadLetters.addAll(defect.ends());
            if (defect.stops() != null) {
                stopped.add(defect.stops());
            }
        }
        return new Load(planned, articles.stock(), sendings, late(planned, random), deadLetters, stopped);
    }

    private static PlannedOrder planned(int i, int orders, long seed, Articles articles, Random random) {
        boolean imported = random.nextInt(IMPORTED) == 0;
        boolean oldVersion = imported || random.nextInt(OLD_VERSION) == 0;
        boolean declined = !imported && random.nextInt(DECLINED) == 0;
        return new PlannedOrder(
                "order-%d-%d".formatted(seed, i),
                "customer-" + random.nextInt(Math.max(1, orders / 4)),
                "command-%d-%d".formatted(seed, i),
                imported,
                oldVersion,
                articles.basket(random, oldVersion, declined));
    }

    private static List<Sending> sendings(List<PlannedOrder> orders, Random random) {
        Messages messages = new Messages();
        List<Sending> sendings = new ArrayList<>();
        for (PlannedOrder order : orders) {
            if (order.imported()) {
                List<Sending.BusEvent> history = new ArrayList<>(messages.history(order));
                Collections.shuffle(history, random);
                sendings.addAll(history);
            } else {
                sendings.add(new Sending.Command(messages.command(order), order.customerId(), order.commandId()));
            }
        }
        duplicate(sendings, random);
        reorder(sendings, random);
        return sendings;
    }

    private static void duplicate(List<Sending> sendings, Random random) {
        for (int i = sendings.size() - 1; i >= 0; i--) {
            if (random.nextInt(DUPLICATED) == 0) {
                Sending again = switch (sendings.get(i)) {
                    case Sending.Command(String body, String group, String id) ->
                        new Sending.Command(body, group, id + "-again");
                    case Sending.BusEvent event -> event;
                };
                sendings.add(Math.min(sendings.size(), i + 1 + random.nextInt(20)), again);
            }
        }
    }

    private static void reorder(List<Sending> sendings, Random random) {
        for (int i = 0; i < sendings.size(); i++) {
            if (random.nextInt(REORDERED) == 0) {
                Collections.swap(sendings, i, Math.min(sendings.size() - 1, i + 1 + random.nextInt(10)));
            }
        }
    }

    /** An endless gap takes the longest of all to be given up: the first comes first, and one of each kind comes early. */
    private static List<PoisonMessages.Defect> addDefects(
            List<Sending> sendings, int orders, String run, Random random) {
        List<PoisonMessages.Defect> defects = new ArrayList<>();
        int count = Math.max(PoisonMessages.kinds(), orders / DEFECTIVE);
        for (int i = 0; i < count; i++) {
            PoisonMessages.Defect defect = PoisonMessages.of(i, run);
            int latest = i < PoisonMessages.kinds() ? Math.min(sendings.size(), 50 * Math.min(i, 1)) : sendings.size();
            sendings.add(random.nextInt(latest + 1), defect.sending());
            defects.add(defect);
        }
        return defects;
    }

    private static Set<String> late(List<PlannedOrder> orders, Random random) {
        Set<String> late = new TreeSet<>();
        for (PlannedOrder order : orders) {
            if (!order.imported() && random.nextInt(LATE) == 0) {
                late.add(order.orderId());
            }
        }
        return late;
    }
}
