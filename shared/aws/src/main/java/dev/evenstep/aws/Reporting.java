package dev.evenstep.aws;

import dev.evenstep.aws.internal.metrics.EmbeddedMetrics;
import dev.evenstep.spi.Telemetry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is told what became of records.
 *
 * @param metrics whether metric lines are written
 * @param others told besides
 */
record Reporting(boolean metrics, List<Telemetry> others) {

    private static final Logger log = LoggerFactory.getLogger(Reporting.class);

    static Reporting metricsAlone() {
        return new Reporting(true, List.of());
    }

    Reporting and(Telemetry another) {
        List<Telemetry> more = new ArrayList<>(others);
        more.add(another);
        return new Reporting(metrics, List.copyOf(more));
    }

    Reporting withoutMetrics() {
        return new Reporting(false, others);
    }

    /** Standard output is where Lambda looks for metrics. */
    EmbeddedMetrics lines(Clock clock) {
        return new EmbeddedMetrics(clock, metrics ? System.out::println : line -> {}, System.out::println);
    }

    /** All of them. What another's throws must not bring records back that are done with. */
    Telemetry all(EmbeddedMetrics lines) {
        return (consumer, outcomes) -> {
            lines.report(consumer, outcomes);
            for (Telemetry other : others) {
                try {
                    other.report(consumer, outcomes);
                } catch (RuntimeException failure) {
                    log.warn("{}: {} records were not told to {}", consumer, outcomes.size(), other, failure);
                }
            }
        };
    }
}
