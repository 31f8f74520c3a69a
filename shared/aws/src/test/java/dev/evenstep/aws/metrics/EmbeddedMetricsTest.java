package dev.evenstep.aws.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.Outcome;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.outbox.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
                                + "{\"Name\":\"poison\",\"Unit\":\"Count\"},{\"Name\":\"poison.too-deep\",\"Unit\":\"Count\"}]}]},"
                                + "\"consumer\":\"reserve-stock\",\"applied\":2,\"duplicate\":1,\"poison\":1,\"poison.too-deep\":1}");
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
                        new Decision.OutOfTime(false),
                        new Decision.Held("m-1"),
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
                        "\"out-of-time\":1",
                        "\"held\":1",
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
                                + "{\"Name\":\"Unpublished\",\"Unit\":\"Count\"}]}]},"
                                + "\"consumer\":\"sweep-outbox\",\"OldestUnpublishedSeconds\":180,\"Unpublished\":7}");
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
