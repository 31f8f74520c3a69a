package dev.evenstep.aws.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.batch.Outcome;
import dev.evenstep.batch.Telemetry;
import dev.evenstep.decision.Decision;
import dev.evenstep.outbox.Backlog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Counts decisions in one line a batch, in CloudWatch's embedded metric format: namespace {@code Evenstep}, dimension
 * {@code consumer}, a metric per kind of decision, and of the reasons of poison. Records that did not go well are logged
 * one by one, by their ids; payloads never are.
 */
public final class EmbeddedMetrics implements Telemetry, Backlog.Telemetry {

    private static final String UNPUBLISHED = "Unpublished";
    private static final String OLDEST = "OldestUnpublishedSeconds";

    private final Clock clock;
    private final Consumer<String> lines;
    private final Troubles troubles;

    /** @param lines where metric lines go: standard output, on Lambda */
    public EmbeddedMetrics(Clock clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
        this.troubles = new Troubles(clock, lines);
    }

    @Override
    public void report(String consumer, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        outcomes.forEach(outcome -> troubles.tell(consumer, outcome));
        Map<String, Long> counts = outcomes.stream()
                .map(outcome -> outcome.decision().code())
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
        Map<String, Long> reasons = outcomes.stream()
                .filter(outcome -> outcome.decision() instanceof Decision.Poison)
                .map(outcome -> "poison."
                        + ((Decision.Poison) outcome.decision()).reason().code())
                .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
        counts.putAll(reasons);
        lines.accept(line(consumer, counts));
    }

    /** In the same format: {@value #UNPUBLISHED}, and {@value #OLDEST}, which is 0 where nothing waits. */
    @Override
    public void report(String sweeper, Backlog left) {
        lines.accept(line(
                sweeper,
                new TreeMap<>(Map.of(
                        UNPUBLISHED, (long) left.rows(), OLDEST, left.oldest().toSeconds()))));
    }

    private String line(String consumer, Map<String, Long> counts) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = line.putObject("_aws");
        metadata.put("Timestamp", clock.millis());
        ObjectNode directive = metadata.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", "Evenstep");
        directive.putArray("Dimensions").addArray().add("consumer");
        counts.keySet()
                .forEach(name -> directive
                        .withArray("Metrics")
                        .addObject()
                        .put("Name", name)
                        .put("Unit", name.equals(OLDEST) ? "Seconds" : "Count"));
        line.put("consumer", consumer);
        counts.forEach(line::put);
        return line.toString();
    }
}
