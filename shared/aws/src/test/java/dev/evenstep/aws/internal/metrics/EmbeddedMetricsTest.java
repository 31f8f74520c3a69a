package dev.evenstep.aws.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.decision.Decision;
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
                                + "\"Metrics\":[{\"Name\":\"Applied\",\"Unit\":\"Count\"},{\"Name\":\"Duplicate\",\"Unit\":\"Count\"},"
                                + "{\"Name\":\"Poison\",\"Unit\":\"Count\"},{\"Name\":\"Poison.too-deep\",\"Unit\":\"Count\"}]}]},"
                                + "\"consumer\":\"reserve-stock\",\"Applied\":2,\"Duplicate\":1,\"Poison\":1,\"Poison.too-deep\":1}");
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
                        "\"Stale\":1",
                        "\"Gap\":1",
                        "\"InProgress\":1",
                        "\"Transient\":1",
                        "\"OutOfTime\":1",
                        "\"Held\":1",
                        "\"Parked\":1",
                        "\"Skipped\":1",
                        "\"Unpublished\":1",
                        "\"WokenUp\":1");
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
