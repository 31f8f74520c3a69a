package dev.evenstep.local.template;

import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mapping of a table's stream to a function, checked as Lambda checks it when it is created. */
final class StreamMapping {

    private StreamMapping() {}

    static MappingSpec read(Properties mapping, String id, String function, String stream, Draft draft) {
        MappingParts.refuse(mapping, "a stream", "ScalingConfig");
        return new MappingSpec(
                id,
                function,
                stream,
                mapping.flag("Enabled", true),
                mapping.integer("BatchSize", 100, Range.of(1, 10_000)),
                mapping.seconds("MaximumBatchingWindowInSeconds", Duration.ZERO, Range.seconds(0, 300)),
                null,
                MappingParts.filters(mapping),
                MappingParts.reportsItemFailures(mapping),
                new MappingSpec.Stream(
                        startingPosition(mapping),
                        mapping.flag("BisectBatchOnFunctionError", false),
                        mapping.integer("MaximumRetryAttempts", -1, Range.of(-1, 10_000)),
                        recordAge(mapping),
                        mapping.integer("ParallelizationFactor", 1, Range.of(1, 10)),
                        onFailure(mapping, draft)));
    }

    private static String startingPosition(Properties mapping) {
        mapping.demand("StartingPosition");
        return mapping.choice("StartingPosition", "", List.of("TRIM_HORIZON", "LATEST"));
    }

    /** -1 means no limit; then a minute is the least. */
    private static @Nullable Duration recordAge(Properties mapping) {
        var unlimited =
                mapping.text("MaximumRecordAgeInSeconds").filter("-1"::equals).isPresent();
        return unlimited
                ? null
                : mapping.integer("MaximumRecordAgeInSeconds", new Range(60, 604_800, " seconds, or -1 for no limit"))
                        .map(Duration::ofSeconds)
                        .orElse(null);
    }

    private static @Nullable String onFailure(Properties mapping, Draft draft) {
        var config = mapping.object("DestinationConfig").object("OnFailure");
        if (!config.any()) {
            return null;
        }
        var arn = config.demand("Destination");
        var queue = draft.queue(arn);
        if (queue.isEmpty()) {
            draft.leave(
                    config,
                    "Destination",
                    arn.contains(":sqs:")
                            ? arn + " " + Why.ELSEWHERE
                            : "only queues are destinations of a stream locally");
            return null;
        }
        if (queue.get().fifo()) {
            config.problem("Destination", "is " + arn + "; must be a standard queue, as Lambda sends to no FIFO queue");
        }
        return arn;
    }
}
