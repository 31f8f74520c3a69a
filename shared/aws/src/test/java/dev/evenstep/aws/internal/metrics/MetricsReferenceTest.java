package dev.evenstep.aws.internal.metrics;

import static java.util.function.Function.identity;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.outbox.Backlog;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference.md has the metrics and the log fields that come out, and no others. */
class MetricsReferenceTest {

    private static final Path DOCS = Path.of("../../docs");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (Count|None|Seconds)?.*$");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:01Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final Delivery DELIVERY = new Delivery(
            "m-1", """
                    {"specversion":"1.0","id":"e-1","source":"test","type":"Any","time":"2026-11-21T08:00:00Z",
                     "subject":"any-1","entityversion":1,"schemaversion":1,"data":{}}""", null, 1, NOW, Map.of(Delivery.TRACE, new Delivery.Attribute(Delivery.SYSTEM, "Root=1")));

    private final List<String> lines = new ArrayList<>();

    @Test
    void everyKindOfDecisionIsAmongTheseHere() {
        assertThat(decisions().map(Decision::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.of(Decision.class.getPermittedSubclasses()));
    }

    @Test
    void everyMetricHasARowWithItsUnit() throws IOException {
        EmbeddedMetrics metrics = new EmbeddedMetrics(CLOCK, lines::add);
        metrics.report(
                "any",
                decisions().map(decision -> new Outcome(DELIVERY, decision)).toList());
        metrics.report("any", new Backlog(1, Duration.ofSeconds(1)));
        metrics.reportLag("any", 1, Duration.ofSeconds(1));

        assertThat(rows("Metrics")).isEqualTo(emitted());
    }

    @Test
    void everyLogFieldHasARow() throws IOException {
        FailureLog failureLog = new FailureLog(CLOCK, lines::add, false);
        decisions().forEach(decision -> failureLog.tell("any", new Outcome(DELIVERY, decision)));

        Set<String> fields = new TreeSet<>();
        for (String line : lines) {
            JSON.readTree(line).fieldNames().forEachRemaining(fields::add);
        }
        assertThat(rows("Log fields").keySet()).isEqualTo(fields);
    }

    @Test
    void everyCodeIsExplained() throws IOException {
        String page = Files.readString(DOCS.resolve("consuming.md"));

        assertThat(Stream.concat(
                        decisions().map(Decision::code),
                        Arrays.stream(Reason.values()).map(Reason::code)))
                .allSatisfy(code -> assertThat(page).contains("`" + code + "`"));
        assertThat(Arrays.stream(FailureClass.values()).map(FailureClass::code))
                .allSatisfy(code -> assertThat(page).contains("\n| " + code + " |"));
    }

    private static Stream<Decision> decisions() {
        Exception cause = new IllegalStateException("any");
        return Stream.of(
                        Stream.of(
                                new Decision.Applied(),
                                new Decision.Duplicate(null),
                                new Decision.Stale(2, 1),
                                new Decision.Gap(1, 3),
                                new Decision.Parked("any-1 at 2", null),
                                new Decision.Skipped(2, 3),
                                new Decision.Unpublished("the bus is away"),
                                new Decision.WokenUp(),
                                new Decision.Ignored(),
                                new Decision.HandedOn(),
                                new Decision.InProgress(NOW),
                                new Decision.Withheld("gateway", NOW, true),
                                new Decision.DeadlineExceeded(false),
                                new Decision.Blocked("m-0")),
                        Arrays.stream(Reason.values()).map(reason -> new Decision.Poison(reason, "any", cause)),
                        Arrays.stream(FailureClass.values())
                                .map(kind -> new Decision.Transient(new Failure(kind, "gateway"), 1, "any", cause)))
                .flatMap(identity());
    }

    /** Names with their units; codes and dependencies by what they are. */
    private Map<String, String> emitted() throws JsonProcessingException {
        Map<String, String> emitted = new TreeMap<>();
        for (String line : lines) {
            JsonNode metrics = JSON.readTree(line)
                    .path("_aws")
                    .path("CloudWatchMetrics")
                    .path(0)
                    .path("Metrics");
            for (JsonNode metric : metrics) {
                String unused = emitted.put(
                        metric.path("Name")
                                .asText()
                                .replaceFirst("^poison\\..*", "poison.<reason>")
                                .replaceFirst("^transient\\..*", "transient.<class>")
                                .replaceFirst("\\.gateway$", ".<dependency>"),
                        metric.path("Unit").asText());
            }
        }
        return emitted;
    }

    private static Map<String, String> rows(String section) throws IOException {
        String page = Files.readString(DOCS.resolve("reference.md"));
        int begin = page.indexOf("\n## " + section + "\n");
        return ROW.matcher(page.substring(begin, page.indexOf("\n## ", begin + 1)))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> row.group(2) == null ? "" : row.group(2),
                        (a, b) -> a,
                        TreeMap::new));
    }
}
