package dev.evenstep.demo.ledger;

import dev.evenstep.aws.internal.dynamodb.OutboxItem;
import dev.evenstep.demo.load.FraudCases;
import dev.evenstep.demo.load.Sending;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whose payments were declined how often, and who is suspected for it: those planted, and whatever the orders of the run came to. */
public final class Suspicions {

    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final int DECLINES = 3;
    private static final EnvelopeJson JSON = new EnvelopeJson(Limits.defaults());

    private final TableReader tables;
    private final FraudCases cases;

    public Suspicions(DeployedShop shop, FraudCases cases) {
        this.tables = new TableReader(shop);
        this.cases = cases;
    }

    /** That nobody is missing, and that there is nobody else. */
    public List<Invariant> check() {
        return check(outbox(), cases);
    }

    /** @param outbox what was told, by whomever */
    static List<Invariant> check(List<Envelope> outbox, FraudCases cases) {
        Map<String, String> expected = expected(outbox, cases);
        Violations missing = new Violations(
                "whose payments were declined three times within a minute is suspected", Invariant.Meaning.LOST);
        Violations more =
                new Violations("nobody else is suspected, and nobody twice for it", Invariant.Meaning.DOUBLED);
        Map<String, Integer> found = new HashMap<>();
        suspected(outbox, cases).forEach(event -> found.merge(text(event, "lastDecline"), 1, Integer::sum));
        expected.forEach((decline, customer) ->
                missing.requireThat(found.containsKey(decline), "%s is not suspected for %s", customer, decline));
        found.forEach((decline, times) -> more.requireThat(
                expected.containsKey(decline) && times == 1, "%s was suspected %d times", decline, times));
        Set<String> planted = new TreeSet<>(expected.values());
        planted.removeIf(customer -> !customer.startsWith(cases.prefix()));
        missing.requireThat(
                planted.equals(new TreeSet<>(cases.customers())),
                "%s were planted, and %s would be found",
                cases.customers(),
                planted);
        return List.of(missing.toInvariant(), more.toInvariant());
    }

    /** Whether nobody is missing. */
    public boolean areAllFound() {
        return check().getFirst().holds();
    }

    /** From a planted third decline to the audit line of the alarm, which the bus has brought there. */
    public Latency latency() {
        Map<String, Instant> audited = tables.all("audit").stream()
                .filter(row -> row.text("type").equals("FraudSuspected"))
                .collect(Collectors.toMap(row -> row.text("event"), row -> Instant.parse(row.text("writtenAt"))));
        List<Duration> durations = new ArrayList<>();
        for (Envelope event : suspected(outbox(), cases)) {
            Instant seen = audited.get(Facts.auditKey(event.source(), event.id()));
            if (seen != null && text(event, "customerId").startsWith(cases.prefix())) {
                durations.add(Duration.between(Instant.parse(text(event, "lastDeclinedAt")), seen));
            }
        }
        return Latency.of("third decline -> alarm", durations);
    }

    private List<Envelope> outbox() {
        return tables.all("outbox").stream()
                .map(row -> (Envelope) JSON.read(row.text(OutboxItem.ENVELOPE)))
                .toList();
    }

    private static List<Envelope> suspected(List<Envelope> outbox, FraudCases cases) {
        return outbox.stream()
                .filter(event -> event.type().equals("FraudSuspected") && isOfThisRun(text(event, "customerId"), cases))
                .toList();
    }

    private static boolean isOfThisRun(String customer, FraudCases cases) {
        return customer.startsWith(cases.prefix()) || !customer.startsWith(FraudCases.ALL);
    }

    /** By brute force: the declines that were a third or later one within a minute, and whose they were. */
    private static Map<String, String> expected(List<Envelope> outbox, FraudCases cases) {
        List<Envelope> declined = new ArrayList<>(outbox.stream()
                .filter(event -> event.type().equals("PaymentDeclined"))
                .toList());
        Set<String> planted = new TreeSet<>();
        for (Sending sending : cases.sendings()) {
            if (sending instanceof Sending.BusEvent(String source, String type, String detail) && planted.add(detail)) {
                declined.add(JSON.read(detail));
            }
        }
        Map<String, List<Envelope>> ofCustomers = declined.stream()
                .filter(event -> !text(event, "customerId").isEmpty())
                .sorted(Comparator.comparing(Envelope::time)
                        .thenComparing(Envelope::source)
                        .thenComparing(Envelope::id))
                .collect(Collectors.groupingBy(event -> text(event, "customerId")));
        Map<String, String> expected = new TreeMap<>();
        ofCustomers.forEach((customer, events) -> {
            for (int i = DECLINES - 1; i < events.size(); i++) {
                Instant first = events.get(i - DECLINES + 1).time();
                if (!events.get(i).time().isAfter(first.plus(WITHIN))) {
                    expected.put(events.get(i).id(), customer);
                }
            }
        });
        return expected;
    }

    private static String text(Envelope event, String field) {
        return FoldedOrder.data(event).path(field).asText("");
    }
}
