package dev.evenstep.demo.ledger;

import dev.evenstep.demo.gateway.GatewayClient;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.event.Envelope;
import dev.evenstep.spi.SubjectKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The books of one run: what was sent, what is there now, and whether the two agree. */
public final class Ledger {

    private final DeployedShop shop;
    private final Load load;
    private final FactReader reader;
    private final PersonalData personal;

    public Ledger(DeployedShop shop, GatewayClient gateway, Load load, SubjectKeys keys) {
        this.shop = shop;
        this.load = load;
        this.reader = new FactReader(shop, gateway, load);
        this.personal = new PersonalData(shop, load, keys);
    }

    /** Remembers what was there before the run. */
    public void open() {
        reader.begin();
    }

    /** The events of one order so far, in the order of its versions. */
    public List<Envelope> eventsOf(String orderId) {
        return reader.eventsOf(orderId);
    }

    /** The version that an order's status view is at; 0 where there is none yet. */
    public int shownVersionOf(String orderId) {
        return reader.shownVersionOf(orderId);
    }

    /** What is still on its way; cheap to ask. */
    public Progress progress() {
        return new Progress(reader.backlog(), reader.openOrders());
    }

    /** Whether everything has come to rest: reads everything, and finds nothing missing. */
    public boolean isQuiet() {
        return new Invariants(load, reader.read())
                .check().stream()
                        .filter(invariant -> invariant.meaning() == Invariant.Meaning.LOST)
                        .allMatch(Invariant::holds);
    }

    /** @param sent when the first command of an order was sent, by order id */
    public Findings close(Instant begin, Map<String, Instant> sent) {
        Facts facts = reader.read();
        List<Invariant> invariants = new ArrayList<>(new Invariants(load, facts).check());
        invariants.addAll(personal.check(facts, begin));
        Map<String, Long> reasons = facts.deadLetters().stream()
                .collect(Collectors.groupingBy(Facts.Dead::reason, TreeMap::new, Collectors.counting()));
        Map<String, Long> statuses = facts.orders().values().stream()
                .collect(Collectors.groupingBy(Facts.Order::status, TreeMap::new, Collectors.counting()));
        return new Findings(
                new DecisionCounts(shop).since(begin), reasons, statuses, invariants, HopLatencies.of(facts, sent));
    }

    /**
     * @param backlog messages in work queues
     * @param openOrders orders that are not final
     */
    public record Progress(int backlog, int openOrders) {}
}
