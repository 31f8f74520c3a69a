package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.QueueSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code AWS::Lambda::EventSourceMapping}, also what SAM makes of a function's events of type SQS and DynamoDB, checked
 * as Lambda checks it when it is created.
 */
final class MappingKind implements Kind {

    /** AWS's quota; five without asking for more. */
    private static final int MOST_FILTERS = 10;

    private static final Range WINDOW = Range.seconds(0, 300);

    @Override
    public Identity identify(Properties mapping, Naming naming) {
        var function = FunctionReference.nameIn(mapping.text("FunctionName", ""));
        var id = Naming.uuid(function + "|" + mapping.text("EventSourceArn", ""));
        var arn = naming.arn("lambda", "event-source-mapping:" + id);
        return Identity.of(id, id, Map.of("Id", id, "EventSourceMappingArn", arn));
    }

    @Override
    public void connect(Properties mapping, Identity identity, Draft draft) {
        var source = mapping.text("EventSourceArn", "");
        var reference = mapping.demand("FunctionName");
        var function = draft.function(reference);
        if (function.isEmpty()) {
            var foreign = draft.calls.isKeptOut(reference);
            mapping.leave("FunctionName", "its function " + (foreign ? "does not run locally" : Why.ELSEWHERE));
            mapping.ignoreRest();
            return;
        }
        draft.calls.add(reference, mapping, "FunctionName");
        var spec = draft.queues
                .find(source)
                .map(queue -> ofQueue(mapping, identity.name(), function.get(), queue))
                .or(() -> draft.tableOfStream(source)
                        .map(table -> ofStream(mapping, identity.name(), function.get(), source, draft)));
        if (spec.isEmpty()) {
            mapping.leave("EventSourceArn", missing(source));
            mapping.ignoreRest();
        } else {
            draft.mappings.add(spec.get().function() + "|" + source, spec.get().function(), spec.get(), mapping);
        }
    }

    private static String missing(String source) {
        return source.contains(":sqs:") || source.contains(":dynamodb:")
                ? source + " " + Why.ELSEWHERE + ": the function gets nothing from it"
                : "only queues and tables' streams are sources locally" + (source.isEmpty() ? "" : ", not " + source);
    }

    private static MappingSpec ofQueue(Properties mapping, String id, FunctionSpec function, QueueSpec queue) {
        Stream.of(
                        "StartingPosition",
                        "BisectBatchOnFunctionError",
                        "MaximumRetryAttempts",
                        "MaximumRecordAgeInSeconds",
                        "ParallelizationFactor",
                        "DestinationConfig",
                        "TumblingWindowInSeconds")
                .forEach(property -> refuse(mapping, "a queue", property));
        if (queue.visibilityTimeout().compareTo(function.timeout()) < 0) {
            mapping.problem(
                    "EventSourceArn",
                    "is " + queue.name() + ", whose VisibilityTimeout of "
                            + queue.visibilityTimeout().toSeconds() + " seconds is less than the Timeout of "
                            + function.timeout().toSeconds() + " seconds of " + function.name()
                            + "; AWS wants it no less, and advises six times as much");
        }
        var concurrency = mapping.object("ScalingConfig").integer("MaximumConcurrency", Range.of(2, 1000));
        return new MappingSpec(
                id,
                function.name(),
                queue.arn(),
                mapping.flag("Enabled", true),
                batchSize(mapping, queue),
                mapping.seconds("MaximumBatchingWindowInSeconds", Duration.ZERO, WINDOW),
                concurrency.orElse(null),
                filters(mapping),
                reportsItemFailures(mapping),
                null);
    }

    private static int batchSize(Properties mapping, QueueSpec queue) {
        var hasWindow = mapping.integer("MaximumBatchingWindowInSeconds", 0, WINDOW) > 0;
        if (queue.fifo()) {
            if (hasWindow) {
                mapping.problem("MaximumBatchingWindowInSeconds", "cannot be set for a FIFO queue; remove it");
            }
            return mapping.integer("BatchSize", 10, new Range(1, 10, " for a FIFO queue"));
        }
        var size = mapping.integer("BatchSize", 10, Range.of(1, 10_000));
        if (size > 10 && !hasWindow) {
            mapping.problem(
                    "BatchSize",
                    "is " + size + "; more than 10 messages need MaximumBatchingWindowInSeconds of at least 1");
        }
        return size;
    }

    private static MappingSpec ofStream(
            Properties mapping, String id, FunctionSpec function, String stream, Draft draft) {
        refuse(mapping, "a stream", "ScalingConfig");
        mapping.demand("StartingPosition");
        return new MappingSpec(
                id,
                function.name(),
                stream,
                mapping.flag("Enabled", true),
                mapping.integer("BatchSize", 100, Range.of(1, 10_000)),
                mapping.seconds("MaximumBatchingWindowInSeconds", Duration.ZERO, WINDOW),
                null,
                filters(mapping),
                reportsItemFailures(mapping),
                new MappingSpec.Stream(
                        mapping.choice("StartingPosition", "", List.of("TRIM_HORIZON", "LATEST")),
                        mapping.flag("BisectBatchOnFunctionError", false),
                        mapping.integer("MaximumRetryAttempts", -1, Range.of(-1, 10_000)),
                        recordAge(mapping).orElse(null),
                        mapping.integer("ParallelizationFactor", 1, Range.of(1, 10)),
                        onFailure(mapping, draft)));
    }

    /** -1 means no limit; then a minute is the least. */
    private static Optional<Duration> recordAge(Properties mapping) {
        var age = "MaximumRecordAgeInSeconds";
        return mapping.text(age, "-1").equals("-1")
                ? Optional.empty()
                : mapping.integer(age, new Range(60, 604_800, " seconds, or -1 for no limit"))
                        .map(Duration::ofSeconds);
    }

    private static @Nullable String onFailure(Properties mapping, Draft draft) {
        var config = mapping.object("DestinationConfig").object("OnFailure");
        if (!config.any()) {
            return null;
        }
        var arn = config.demand("Destination");
        if (draft.isFifo(arn)) {
            config.problem("Destination", "is " + arn + "; must be a standard queue, as Lambda sends to no FIFO queue");
        } else if (draft.queues.find(arn).isEmpty()) {
            var isQueue = arn.contains(":sqs:");
            config.leave(
                    "Destination",
                    isQueue ? arn + " " + Why.ELSEWHERE : "only queues are destinations of a stream locally");
            return null;
        }
        return arn;
    }

    private static List<String> filters(Properties mapping) {
        var filters = mapping.object("FilterCriteria").objects("Filters");
        if (filters.size() > MOST_FILTERS) {
            mapping.problem("FilterCriteria", "has " + filters.size() + " filters; AWS takes up to " + MOST_FILTERS);
        }
        return filters.stream().map(MappingKind::pattern).sorted().distinct().toList();
    }

    private static String pattern(Properties filter) {
        if (!filter.has("Pattern")) {
            filter.problem("Pattern", "is missing");
        }
        return EventPatterns.read(filter, "Pattern");
    }

    private static boolean reportsItemFailures(Properties mapping) {
        var types = mapping.texts("FunctionResponseTypes");
        if (types.stream().anyMatch(type -> !type.equals("ReportBatchItemFailures"))) {
            mapping.problem("FunctionResponseTypes", "is " + types + "; AWS knows ReportBatchItemFailures only");
        }
        return !types.isEmpty();
    }

    /** AWS refuses settings that mean nothing to a source. */
    private static void refuse(Properties mapping, String source, String property) {
        if (mapping.has(property)) {
            mapping.problem(property, "means nothing to " + source + ", and AWS refuses it");
        }
    }
}
