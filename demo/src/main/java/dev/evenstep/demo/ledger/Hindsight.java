package dev.evenstep.demo.ledger;

import static dev.evenstep.demo.ledger.Invariant.Meaning.LOST;
import static dev.evenstep.demo.ledger.Invariant.Meaning.ORDER;

import dev.evenstep.demo.ledger.Facts.AuditLine;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ReadOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What the ledger knew of orders at any time of a run, not from their streams: what the bus told of them, and what was shown.
 */
final class Hindsight {

    private static final int PAIRS = 100;

    /** How far clocks of different machines may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(1);

    private final Map<String, List<AuditLine>> told = new TreeMap<>();
    private final List<String> orderIds;

    /** @param orderIds those that were commanded */
    Hindsight(Facts facts, List<String> orderIds) {
        this.orderIds = List.copyOf(orderIds);
        facts.audited().forEach((key, line) -> {
            if (key.startsWith("shop#")) {
                told.computeIfAbsent(line.entity(), any -> new ArrayList<>()).add(line);
            }
        });
        told.values().forEach(lines -> lines.sort(Comparator.comparing(AuditLine::time)));
    }

    private PastOrder at(String orderId, Instant time) {
        return new PastOrder(
                orderId,
                time,
                told.getOrDefault(orderId, List.of()).stream()
                        .filter(line -> !line.time().isAfter(time))
                        .map(AuditLine::type)
                        .toList());
    }

    /** A hundred orders at a time each: whenever in the run, at an event of theirs, or a moment before one. */
    List<PastOrder> some(Instant begin, Instant end, long seed) {
        Random random = new Random(seed);
        List<PastOrder> some = new ArrayList<>();
        for (int i = 0; i < PAIRS && !orderIds.isEmpty(); i++) {
            String order = orderIds.get(random.nextInt(orderIds.size()));
            List<AuditLine> lines = told.getOrDefault(order, List.of());
            Instant any = begin.plusMillis(
                    random.nextLong(Math.max(1, Duration.between(begin, end).toMillis())));
            int kind = lines.isEmpty() ? 0 : random.nextInt(3);
            Instant ofAnEvent = lines.isEmpty()
                    ? any
                    : lines.get(random.nextInt(lines.size())).time();
            some.add(at(
                    order,
                    switch (kind) {
                        case 0 -> any;
                        case 1 -> ofAnEvent;
                        default -> ofAnEvent.minusMillis(1);
                    }));
        }
        return some;
    }

    /** Streams as of these times are what was known then. */
    static Invariant check(List<PastOrder> past, EventStore store) {
        Violations violations = new Violations("orders at past times are what was known of them then", LOST);
        for (PastOrder known : past) {
            List<String> types =
                    store.read(known.orderId(), ReadOptions.forward().until(known.time())).events().stream()
                            .map(event -> event.type())
                            .toList();
            violations.requireThat(
                    types.equals(known.types()),
                    "%s had %s at %s, and its stream as of then has %s",
                    known.orderId(),
                    known.types(),
                    known.time(),
                    types);
        }
        return violations.toInvariant();
    }

    /** The clocks of whoever looked and of whoever acted can differ. */
    Invariant check(List<Sightings.Sighting> sightings) {
        Violations violations = new Violations("what was shown of an order had happened by then", ORDER);
        for (Sightings.Sighting sighting : sightings) {
            String type = switch (sighting.shown().status()) {
                case "CONFIRMED" -> "OrderConfirmed";
                case "CANCELLED" -> "OrderCancelled";
                default -> "OrderPlaced";
            };
            violations.requireThat(
                    at(sighting.orderId(), sighting.answered().plus(SKEW))
                            .types()
                            .contains(type),
                    "%s was shown as %s at %s, and the bus had not told so",
                    sighting.orderId(),
                    sighting.shown(),
                    sighting.answered());
        }
        return violations.toInvariant();
    }
}
