package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.event.ruler.Machine;

/** Which of the app's rules take which sample, by the matcher that EventBridge itself uses. */
@ExtendWith(Synthesis.Extension.class)
class RulePatternsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Set<String>> EXPECTED = Map.ofEntries(
            Map.entry("shop/OrderPlaced", Set.of("reserve-stock", "track-order", "audit-events")),
            Map.entry("shop/PaymentDeclined", Set.of("reserve-stock", "track-order", "audit-events")),
            Map.entry("shop/StockReserved", Set.of("charge-payment", "track-order", "audit-events")),
            Map.entry("shop/PaymentCharged", Set.of("settle-order", "track-order", "audit-events")),
            Map.entry("shop/StockRejected", Set.of("settle-order", "track-order", "audit-events")),
            Map.entry("shop/StockReleased", Set.of("settle-order", "track-order", "audit-events")),
            Map.entry("shop/OrderConfirmed", Set.of("track-order", "audit-events")),
            Map.entry("shop/OrderCancelled", Set.of("track-order", "audit-events")),
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

    private static Set<String> matching(Machine rules, String source, String type, Object detail) throws Exception {
        var event = Map.of(
                "version", "0",
                "id", "1",
                "source", source,
                "detail-type", type,
                "account", "000000000000",
                "time", "2026-11-21T10:00:00Z",
                "region", "us-east-1",
                "resources", List.of(),
                "detail", detail);
        return new TreeSet<>(rules.rulesForJSONEvent(JSON.writeValueAsString(event)));
    }

    /** Samples of events by source and type; those of commands go to a queue and never see the bus. */
    private static Map<String, List<Path>> samples() throws IOException {
        Map<String, List<Path>> samples = new TreeMap<>();
        var folder = Repository.ROOT.resolve("events-samples");
        try (var files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".schema.json"))
                    .filter(file -> !file.startsWith(folder.resolve("shop-web")))
                    .forEach(file -> samples.merge(
                            folder.relativize(file.getParent()).toString(), List.of(file), RulePatternsTest::both));
        }
        return samples;
    }

    private static List<Path> both(List<Path> some, List<Path> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Test
    void everySampleGoesWhereItShould(Synthesis app) throws Exception {
        var rules = rules(app.template());
        Map<String, Set<String>> found = new TreeMap<>();
        for (var type : samples().entrySet()) {
            var name = Path.of(type.getKey());
            for (var sample : type.getValue()) {
                var matching = matching(
                        rules, name.getName(0).toString(), name.getName(1).toString(), JSON.readTree(sample.toFile()));
                assertThat(found.merge(type.getKey(), matching, (one, other) -> other))
                        .as(sample.toString())
                        .isEqualTo(EXPECTED.get(type.getKey()));
            }
        }
        assertThat(found.keySet()).isEqualTo(new TreeSet<>(EXPECTED.keySet()));
    }

    @Test
    void whatNobodyKnowsIsAuditedOnly(Synthesis app) throws Exception {
        assertThat(matching(rules(app.template()), "elsewhere", "SomethingElse", Map.of()))
                .containsExactly("audit-events");
        assertThat(matching(rules(app.template()), "shop-web", "PlaceOrder", Map.of()))
                .containsExactly("audit-events");
    }
}
