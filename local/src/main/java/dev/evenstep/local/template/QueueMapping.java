package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.QueueSpec;
import java.time.Duration;

/** The mapping of a queue to a function, checked as Lambda checks it when it is created. */
final class QueueMapping {

    private QueueMapping() {}

    static MappingSpec read(Properties mapping, String id, FunctionSpec function, QueueSpec queue) {
        MappingParts.refuse(
                mapping,
                "a queue",
                "StartingPosition",
                "BisectBatchOnFunctionError",
                "MaximumRetryAttempts",
                "MaximumRecordAgeInSeconds",
                "ParallelizationFactor",
                "DestinationConfig",
                "TumblingWindowInSeconds");
        if (queue.visibilityTimeout().compareTo(function.timeout()) < 0) {
            mapping.problem(
                    "EventSourceArn",
                    "is " + queue.name() + ", whose VisibilityTimeout of "
                            + queue.visibilityTimeout().toSeconds() + " seconds is less than the Timeout of "
                            + function.timeout().toSeconds() + " seconds of " + function.name()
                            + "; AWS wants it no less, and advises six times as much");
        }
        var window = mapping.seconds("MaximumBatchingWindowInSeconds", Duration.ZERO, Range.seconds(0, 300));
        return new MappingSpec(
                id,
                function.name(),
                queue.arn(),
                mapping.flag("Enabled", true),
                batchSize(mapping, queue, window),
                window,
                mapping.object("ScalingConfig")
                        .integer("MaximumConcurrency", Range.of(2, 1000))
                        .orElse(null),
                MappingParts.filters(mapping),
                MappingParts.reportsItemFailures(mapping),
                null);
    }

    private static int batchSize(Properties mapping, QueueSpec queue, Duration window) {
        if (queue.fifo()) {
            if (!window.isZero()) {
                mapping.problem("MaximumBatchingWindowInSeconds", "cannot be set for a FIFO queue; remove it");
            }
            return mapping.integer("BatchSize", 10, new Range(1, 10, " for a FIFO queue"));
        }
        var size = mapping.integer("BatchSize", 10, Range.of(1, 10_000));
        if (size > 10 && window.isZero()) {
            mapping.problem(
                    "BatchSize",
                    "is " + size + "; more than 10 messages need MaximumBatchingWindowInSeconds of at least 1");
        }
        return size;
    }
}
