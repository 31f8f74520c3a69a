package dev.evenstep.aws.internal.metrics;

import dev.evenstep.aws.internal.deadletter.EventHeaders;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.internal.outbox.Backlog;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line a batch in CloudWatch's embedded metric format: namespace {@code Evenstep}, dimension {@code consumer}. Decisions
 * are counted by their codes, poison by its reasons besides, failures by their classes, what was withheld and what failed by
 * the dependency; of what took effect or was dead-lettered, there are ages, latencies and attempts. Records that did not go
 * well are logged one by one, without their payloads.
 */
public final class EmbeddedMetrics implements Telemetry, Backlog.BacklogTelemetry {

    private static final String UNPUBLISHED = "UnpublishedRows";
    private static final String LAG_ENTRIES = "LagEntries";
    private static final String LAG_SECONDS = "LagSeconds";
    private static final String OLDEST = "OldestUnpublishedSeconds";
    private static final String DEPENDENCY_FAILURES = "DependencyFailures";
    private static final String COUNT = "Count";
    private static final String SECONDS = "Seconds";

    /** A metric costs money, and a dependency's name is whatever a function calls it: those that come later are one. */
    private static final int MOST_DEPENDENCIES = 20;

    private final Clock clock;
    private final Consumer<String> lines;
    private final FailureLog troubles;
    private final Set<String> dependencies = ConcurrentHashMap.newKeySet();

    /** @param lines where metric lines go: standard output, on Lambda */
    public EmbeddedMetrics(Clock clock, Consumer<String> lines) {
        this(clock, lines, lines);
    }

    /** @param troubles where lines of records go that did not go well, without a provider of SLF4J */
    public EmbeddedMetrics(Clock clock, Consumer<String> lines, Consumer<String> troubles) {
        this.clock = clock;
        this.lines = lines;
        this.troubles = new FailureLog(clock, troubles);
    }

    @Override
    public void report(String consumer, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        outcomes.forEach(outcome -> troubles.tell(consumer, outcome));
        MetricLine line = new MetricLine(consumer, clock.instant());
        outcomes.stream()
                .flatMap(outcome -> names(outcome.decision()))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
                .forEach((name, count) -> line.put(name, COUNT, count));
        boolean isOpen = outcomes.stream()
                .anyMatch(outcome -> outcome.decision() instanceof Decision.Withheld withheld && withheld.isAway());
        line.put("BreakerOpen", "None", isOpen ? 1 : 0);
        List<Delivery> ended = outcomes.stream()
                .filter(outcome ->
                        outcome.decision() instanceof Decision.Applied || outcome.decision() instanceof Decision.Poison)
                .map(Outcome::delivery)
                .toList();
        line.put("AgeSeconds", SECONDS, secondsSince(ended, Delivery::sentAt));
        line.put(
                "LatencySeconds",
                SECONDS,
                secondsSince(ended, delivery -> EventHeaders.in(delivery.body()).time()));
        line.put("Attempts", COUNT, ended.stream().mapToDouble(Delivery::attempt));
        lines.accept(line.toString());
    }

    /** What a decision is counted as. */
    private Stream<String> names(Decision decision) {
        String code = decision.code();
        return switch (decision) {
            case Decision.Poison poison ->
                Stream.of(code, code + "." + poison.reason().code());
            case Decision.Withheld withheld -> Stream.of(code, code + "." + bounded(withheld.dependency()));
            case Decision.Transient failed ->
                Stream.concat(
                        Stream.of(code, code + "." + failed.failure().kind().code()), ofDependency(failed.failure()));
            default -> Stream.of(code);
        };
    }

    private Stream<String> ofDependency(Failure failure) {
        if (failure.kind() != FailureClass.DEPENDENCY && failure.kind() != FailureClass.CONFIGURATION) {
            return Stream.empty();
        }
        return failure.dependency() == null
                ? Stream.of(DEPENDENCY_FAILURES)
                : Stream.of(DEPENDENCY_FAILURES, DEPENDENCY_FAILURES + "." + bounded(failure.dependency()));
    }

    private String bounded(String dependency) {
        boolean isKnown = dependencies.contains(dependency)
                || (dependencies.size() < MOST_DEPENDENCIES && dependencies.add(dependency));
        return isKnown ? dependency : "other";
    }

    private DoubleStream secondsSince(List<Delivery> deliveries, Function<Delivery, @Nullable Instant> time) {
        Instant now = clock.instant();
        return deliveries.stream()
                .map(time)
                .filter(Objects::nonNull)
                .mapToDouble(then -> Math.max(0, Duration.between(then, now).toMillis()) / 1_000.0);
    }

    /** In the same format: {@value #UNPUBLISHED}, and {@value #OLDEST}, which is 0 where nothing waits. */
    @Override
    public void report(String sweeper, Backlog left) {
        MetricLine line = new MetricLine(sweeper, clock.instant());
        line.put(OLDEST, SECONDS, left.oldest().toSeconds());
        line.put(UNPUBLISHED, COUNT, left.rows());
        lines.accept(line.toString());
    }

    /**
     * Of a subscription of an event store's log, in the same format: {@value #LAG_ENTRIES}, and {@value #LAG_SECONDS} since the
     * first of them came into the log; 0 where it read all.
     */
    public void reportLag(String subscription, long entries, Duration time) {
        MetricLine line = new MetricLine(subscription, clock.instant());
        line.put(LAG_ENTRIES, COUNT, entries);
        line.put(LAG_SECONDS, SECONDS, time.toSeconds());
        lines.accept(line.toString());
    }
}
