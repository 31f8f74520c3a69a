package dev.evenstep.aws.internal.metrics;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {

    private final List<String> lines = new ArrayList<>();
    private final EmbeddedMetrics metrics =
            new EmbeddedMetrics(Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC), lines::add);

    @Test
    void aBatchIsOneLineInCloudWatchsFormat() {
        metrics.report(
                "reserve-stock",
                outcomes(
                        new Decision.Applied(),
                        new Decision.Applied(),
                        new Decision.Duplicate(null),
                        new Decision.Poison(Reason.TOO_DEEP, "deep", null)));

        assertThat(lines)
                .containsExactly(
                        "{\"_aws\":{\"Timestamp\":1000,\"CloudWatchMetrics\":[{\"Namespace\":\"Evenstep\",\"Dimensions\":[[\"consumer\"]],"
                                + "\"Metrics\":[{\"Name\":\"applied\",\"Unit\":\"Count\"},{\"Name\":\"duplicate\",\"Unit\":\"Count\"},"
                                + "{\"Name\":\"poison\",\"Unit\":\"Count\"},{\"Name\":\"poison.too-deep\",\"Unit\":\"Count\"},"
                                + "{\"Name\":\"BreakerOpen\",\"Unit\":\"None\"},{\"Name\":\"Attempts\",\"Unit\":\"Count\"}]}]},"
                                + "\"consumer\":\"reserve-stock\",\"applied\":2,\"duplicate\":1,\"poison\":1,\"poison.too-deep\":1,"
                                + "\"BreakerOpen\":0,\"Attempts\":[1.0,1.0,1.0]}");
    }

    @Test
    void everyKindOfDecisionIsCountedByItsName() {
        metrics.report(
                "all",
                outcomes(
                        new Decision.Stale(2, 1),
                        new Decision.Gap(1, 3),
                        new Decision.InProgress(Instant.EPOCH),
                        Decision.Transient.of(new IllegalStateException("down")),
                        new Decision.DeadlineExceeded(false),
                        new Decision.Blocked("m-1"),
                        new Decision.Parked("all#order-1 at 2", null),
                        new Decision.Skipped(2, 3),
                        new Decision.Unpublished("the bus is away"),
                        new Decision.WokenUp()));

        assertThat(lines)
                .singleElement()
                .asString()
                .contains(
                        "\"stale\":1",
                        "\"gap\":1",
                        "\"in-progress\":1",
                        "\"transient\":1",
                        "\"deadline-exceeded\":1",
                        "\"blocked\":1",
                        "\"parked\":1",
                        "\"skipped\":1",
                        "\"unpublished\":1",
                        "\"woken-up\":1");
    }

    @Test
    void whatIsNotPublishedIsMeasuredInRowsAndSeconds() {
        metrics.report("sweep-outbox", new Backlog(7, Duration.ofMinutes(3)));

        assertThat(lines)
                .containsExactly(
                        "{\"_aws\":{\"Timestamp\":1000,\"CloudWatchMetrics\":[{\"Namespace\":\"Evenstep\",\"Dimensions\":[[\"consumer\"]],"
                                + "\"Metrics\":[{\"Name\":\"OldestUnpublishedSeconds\",\"Unit\":\"Seconds\"},"
                                + "{\"Name\":\"UnpublishedRows\",\"Unit\":\"Count\"}]}]},"
                                + "\"consumer\":\"sweep-outbox\",\"OldestUnpublishedSeconds\":180,\"UnpublishedRows\":7}");
    }

    @Test
    void whatEndedHasAnAgeALatencyAndAttempts() throws Exception {
        metrics.report(
                "ages",
                List.of(
                        new Outcome(record("{\"time\":\"1970-01-01T00:00:00.250Z\"}", 3, 500L), new Decision.Applied()),
                        new Outcome(record("{\"time\":\"1970-01-01T00:00:09Z\"}", 1, null), new Decision.Applied()),
                        new Outcome(record("no event", 2, 0L), new Decision.Poison(Reason.MALFORMED, "", null)),
                        new Outcome(record("{}", 7, 0L), new Decision.Duplicate(null)),
                        new Outcome(record("{}", 8, 0L), new Decision.Blocked("m-1"))));

        JsonNode line = line();
        assertThat(line.path("AgeSeconds").toString()).isEqualTo("[0.5,1.0]");
        assertThat(line.path("LatencySeconds").toString()).isEqualTo("[0.0,0.75]");
        assertThat(line.path("Attempts").toString()).isEqualTo("[1.0,2.0,3.0]");
        assertThat(line.toString()).contains("{\"Name\":\"AgeSeconds\",\"Unit\":\"Seconds\"}");
    }

    @Test
    void ofMoreThanAHundredRecordsAHundredValuesAreKept() throws Exception {
        metrics.report(
                "many",
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(attempt -> new Outcome(record("{}", attempt, null), new Decision.Applied()))
                        .toList());

        JsonNode attempts = line().path("Attempts");
        assertThat(attempts).hasSize(100);
        assertThat(attempts.get(0).asInt()).isEqualTo(1);
        assertThat(attempts.get(50).asInt()).isBetween(495, 515);
        assertThat(attempts.get(99).asInt()).isEqualTo(1_000);
    }

    @Test
    void failuresAreCountedByClassAndDependencyAndAnOpenBreakerIsSeen() throws Exception {
        metrics.report(
                "failing",
                outcomes(
                        new Decision.Transient(Failure.of("gateway"), 0, "no answer", null),
                        new Decision.Transient(new Failure(FailureClass.CONFIGURATION, "dynamodb"), 0, "gone", null),
                        new Decision.Transient(new Failure(FailureClass.DEPENDENCY, null), 0, "away", null),
                        Decision.Transient.ofContention("busy"),
                        Decision.Transient.ofRecord("wrong"),
                        new Decision.Withheld("gateway", Instant.EPOCH)));

        assertThat(line().toString())
                .contains(
                        "\"DependencyFailures\":3,\"DependencyFailures.dynamodb\":1,\"DependencyFailures.gateway\":1,",
                        "\"transient\":5,\"transient.configuration\":1,\"transient.contention\":1,"
                                + "\"transient.dependency\":2,\"transient.record\":1,",
                        "\"withheld\":1,\"withheld.gateway\":1,\"BreakerOpen\":1");
    }

    @Test
    void whatIsGivenBackBehindOthersIsNoOpenBreaker() throws Exception {
        metrics.report("full", outcomes(Decision.Withheld.behindOthers("gateway", Instant.EPOCH)));

        assertThat(line().toString()).contains("\"withheld\":1,\"withheld.gateway\":1,\"BreakerOpen\":0");
    }

    @Test
    void dependenciesBeyondTheTwentiethAreOneMetric() throws Exception {
        metrics.report(
                "odd",
                outcomes(IntStream.range(0, 30)
                        .mapToObj(i -> new Decision.Withheld("host-" + i, Instant.EPOCH))
                        .toArray(Decision[]::new)));

        JsonNode line = line();
        assertThat(line.has("withheld.host-19")).isTrue();
        assertThat(line.has("withheld.host-20")).isFalse();
        assertThat(line.path("withheld.other").intValue()).isEqualTo(10);
    }

    private JsonNode line() throws JsonProcessingException {
        return new ObjectMapper().readTree(lines.getLast());
    }

    private static Delivery record(String body, int attempt, @Nullable Long sentMillis) {
        Instant sent = sentMillis == null ? null : Instant.ofEpochMilli(sentMillis);
        return new Delivery("m-1", body, null, attempt, sent, Map.of());
    }

    @Test
    void anEmptyBatchSaysNothing() {
        metrics.report("none", List.of());

        assertThat(lines).isEmpty();
    }

    private static List<Outcome> outcomes(Decision... decisions) {
        return Stream.of(decisions)
                .map(decision -> new Outcome(new Delivery("m-1", "secret payload", null, 1), decision))
                .toList();
    }
}
