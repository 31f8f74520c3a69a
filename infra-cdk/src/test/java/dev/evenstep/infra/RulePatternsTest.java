package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.event.ruler.Machine;

/** Which of the app's rules take which sample, by the matcher that EventBridge itself uses. */
@ExtendWith(Synthesis.Extension.class)
class RulePatternsTest {

    private static final Map<String, Set<String>> EXPECTED = Map.ofEntries(
            Map.entry("shop/OrderPlaced", Set.of("fulfil-order", "track-order", "audit-events")),
            Map.entry("shop/OrderImported", Set.of("track-order", "audit-events")),
            Map.entry("shop/OrderConfirmed", Set.of("track-order", "audit-events")),
            Map.entry("shop/OrderCancelled", Set.of("track-order", "audit-events")),
            Map.entry("fulfilment/ReserveStock", Set.of("reserve-stock", "audit-events")),
            Map.entry("fulfilment/ReleaseStock", Set.of("reserve-stock", "audit-events")),
            Map.entry("fulfilment/ChargePayment", Set.of("charge-payment", "audit-events")),
            Map.entry("fulfilment/CancelPayment", Set.of("charge-payment", "audit-events")),
            Map.entry("stock/StockReserved", Set.of("fulfil-order", "audit-events")),
            Map.entry("stock/StockRejected", Set.of("fulfil-order", "audit-events")),
            Map.entry("stock/StockReleased", Set.of("fulfil-order", "audit-events")),
            Map.entry("payments/PaymentCharged", Set.of("fulfil-order", "audit-events")),
            Map.entry("payments/PaymentDeclined", Set.of("fulfil-order", "detect-fraud", "audit-events")),
            Map.entry("fraud/FraudSuspected", Set.of("audit-events")),
            Map.entry("payments/PaymentCancelled", Set.of("fulfil-order", "audit-events")),
            Map.entry("dev.evenstep.saga/dev.evenstep.saga.StepTimeout", Set.of("fulfil-order", "audit-events")),
            Map.entry("dev.evenstep.saga/dev.evenstep.saga.SagaCompleted", Set.of("settle-order", "audit-events")),
            Map.entry("dev.evenstep.saga/dev.evenstep.saga.SagaCompensated", Set.of("settle-order", "audit-events")),
            Map.entry("old-shop/OrderPlaced", Set.of("track-order", "audit-events")),
            Map.entry("old-shop/StockReserved", Set.of("track-order", "audit-events")),
            Map.entry("old-shop/PaymentCharged", Set.of("track-order", "audit-events")),
            Map.entry("old-shop/OrderConfirmed", Set.of("track-order", "audit-events")));

    private static Machine rules(Path template) throws IOException {
        var machine = Machine.builder().build();
        for (var rule : Stacks.read(template).rules()) {
            machine.addRule(Stacks.withoutStack(rule.name()), rule.pattern());
        }
        return machine;
    }

    private static Set<String> matching(Machine rules, SampleEvent event) throws Exception {
        return new TreeSet<>(rules.rulesForJSONEvent(event.onTheBus()));
    }

    @Test
    void everySampleGoesWhereItShould(Synthesis app) throws Exception {
        var rules = rules(app.template());
        Set<String> found = new TreeSet<>();
        for (var sample : SampleEvent.all()) {
            found.add(sample.name());
            assertThat(matching(rules, sample)).as(sample.file().toString()).isEqualTo(EXPECTED.get(sample.name()));
        }
        assertThat(found).isEqualTo(new TreeSet<>(EXPECTED.keySet()));
    }

    @Test
    void whatNobodyKnowsIsAuditedOnly(Synthesis app) throws Exception {
        var rules = rules(app.template());

        assertThat(matching(rules, SampleEvent.without("elsewhere", "SomethingElse")))
                .containsExactly("audit-events");
        assertThat(matching(rules, SampleEvent.without("shop-web", "PlaceOrder")))
                .containsExactly("audit-events");
    }
}
