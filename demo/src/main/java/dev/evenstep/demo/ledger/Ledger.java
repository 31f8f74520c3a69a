package dev.evenstep.demo.ledger;

import dev.evenstep.demo.gateway.GatewayClient;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.demo.shop.ShownOrders;
import dev.evenstep.event.Envelope;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.spi.SubjectKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The books of one run: what was sent, what is there now, and whether the two agree. */
public final class Ledger {

    /** At each look. */
    private static final int SIGHTINGS = 10;

    private final DeployedShop shop;
    private final Load load;
    private final List<String> commanded;
    private final FactReader reader;
    private final LogWatch log;
    private final ShownOrders shown;
    private final Sightings sightings;
    private final PersonalData personal;

    public Ledger(DeployedShop shop, GatewayClient gateway, Load load, SubjectKeys keys) {
        this.shop = shop;
        this.load = load;
        this.commanded = load.orders().stream()
                .filter(order -> !order.imported())
                .map(PlannedOrder::orderId)
                .toList();
        this.reader = new FactReader(shop, gateway, load);
        this.log = new LogWatch(shop.eventStore().log(), Set.copyOf(commanded));
        this.shown = new ShownOrders(shop);
        this.sightings = new Sightings(commanded, shown::find, commanded.hashCode());
        this.personal = new PersonalData(shop, load, keys);
    }

    /** Remembers what was there before the run. */
    public void open() {
        reader.begin();
        log.begin();
    }

    /** The events of one order so far, in the order of its versions. */
    public List<Envelope> eventsOf(String orderId) {
        return shop.eventStore().read(orderId, ReadOptions.forward()).events();
    }

    /** The version that track-order has an order at; 0 where there is none yet. */
    public int trackedVersionOf(String orderId) {
        return reader.trackedVersionOf(orderId);
    }

    /** What is still on its way; cheap to ask. Looks at some orders meanwhile. */
    public Progress look() {
        log.look();
        sightings.look(SIGHTINGS);
        return new Progress(reader.backlog(log.sagasAreOpen()), log.openOrders(), log.endedOrders());
    }

    /** Whether everything has come to rest: reads everything, and finds nothing missing. */
    public boolean isQuiet() {
        Facts facts = reader.read(log.sagasAreOpen());
        return isWhole(new Invariants(load, facts).check())
                && isWhole(AskedOrders.read(shown, load).check(facts.orders()));
    }

    private static boolean isWhole(List<Invariant> invariants) {
        return invariants.stream()
                .filter(invariant -> invariant.meaning() == Invariant.Meaning.LOST)
                .allMatch(Invariant::holds);
    }

    /** @param sent when the first command of an order was sent, by order id */
    public Findings close(Instant begin, Map<String, Instant> sent) {
        Facts facts = reader.read(log.sagasAreOpen());
        Hindsight hindsight = new Hindsight(facts, commanded);
        List<PastOrder> past = hindsight.some(begin, Instant.now(), commanded.hashCode());
        List<Invariant> invariants = new ArrayList<>(new Invariants(load, facts).check());
        invariants.addAll(AskedOrders.read(shown, load).check(facts.orders()));
        invariants.addAll(sightings.check());
        invariants.add(hindsight.check(sightings.all()));
        invariants.add(Hindsight.check(past, shop.eventStore()));
        invariants.addAll(personal.check(facts, begin));
        Map<String, Long> reasons = facts.deadLetters().stream()
                .collect(Collectors.groupingBy(Facts.Dead::reason, TreeMap::new, Collectors.counting()));
        Map<String, Long> statuses = facts.orders().values().stream()
                .collect(Collectors.groupingBy(order -> order.state().status(), TreeMap::new, Collectors.counting()));
        return new Findings(
                new DecisionCounts(shop).since(begin),
                reasons,
                statuses,
                invariants,
                HopLatencies.of(facts, sent),
                sightings.reads(),
                past);
    }

    /**
     * @param backlog messages in work queues
     * @param openOrders orders that are not final
     * @param endedOrders orders that are
     */
    public record Progress(int backlog, int openOrders, int endedOrders) {}
}
