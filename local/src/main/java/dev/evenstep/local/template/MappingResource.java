package dev.evenstep.local.template;

import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.QueueSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code AWS::Lambda::EventSourceMapping}, also what SAM makes of a function's events of type SQS, DynamoDB, Kinesis, MSK,
 * SelfManagedKafka and MQ, checked as Lambda checks it when it is created.
 */
final class MappingResource implements ResourceType {

    /** AWS's quota; five without asking for more. */
    private static final int MOST_FILTERS = 10;

    /** What a function's role must allow of its source (Lambda's guide, "Execution role permissions"). */
    private static final List<String> OF_A_QUEUE =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    private static final List<String> OF_A_STREAM =
            List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator");

    private static final List<String> OF_KINESIS = List.of(
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards");

    private static final Range WINDOW = Range.seconds(0, 300);

    @Override
    public ResourceIdentity identify(Properties mapping, ResourceNames names) {
        var function = FunctionReference.nameIn(mapping.text("FunctionName", ""));
        var read = mapping.text("EventSourceArn", "")
                + String.join("", mapping.texts("Topics"))
                + String.join("", mapping.texts("Queues"));
        var id = ResourceNames.uuid(function + "|" + read);
        var arn = names.arn("lambda", "event-source-mapping:" + id);
        return ResourceIdentity.of(id, id, Map.of("Id", id, "EventSourceMappingArn", arn));
    }

    @Override
    public void connect(Properties mapping, ResourceIdentity identity, StackBuilder builder) {
        var source = mapping.text("EventSourceArn", "");
        var reference = mapping.demand("FunctionName");
        var function = builder.function(reference);
        var queue = builder.queues.find(source);
        if (function.isEmpty()) {
            var foreign = builder.calls.isKeptOut(reference);
            mapping.leave(
                    "FunctionName", "its function " + (foreign ? "does not run locally" : IgnoredSettings.ELSEWHERE));
            mapping.ignoreRest();
            return;
        }
        builder.calls.add(reference, mapping, "FunctionName");
        var broker = BrokerMappings.read(mapping, identity.name());
        if (broker.isPresent()) {
            add(mapping, identity, function.get(), broker.get(), builder);
            return;
        }
        var kinesis = builder.streams.find(source);
        if (queue.isEmpty()
                && kinesis.isEmpty()
                && builder.tableOfStream(source).isEmpty()) {
            var others = "only queues, streams and brokers are sources locally" + (source.isEmpty() ? "" : ", not ");
            mapping.leave("EventSourceArn", IgnoredSettings.notHere(source, others + source));
            mapping.ignoreRest();
            return;
        }
        (queue.isPresent() ? OF_A_QUEUE : kinesis.isPresent() ? OF_KINESIS : OF_A_STREAM)
                .forEach(action -> builder.roles.expect(function.get(), action, source, mapping, "EventSourceArn"));
        queue.ifPresentOrElse(found -> checkQueue(mapping, function.get(), found), () -> checkStream(mapping));
        var spec = new MappingSpec(
                identity.name(),
                function.get().name(),
                source,
                mapping.flag("Enabled", true),
                queue.map(found -> batchSize(mapping, found))
                        .orElseGet(() -> mapping.integer("BatchSize", 100, Range.of(1, 10_000))),
                mapping.seconds("MaximumBatchingWindowInSeconds", Duration.ZERO, WINDOW),
                queue.flatMap(found -> concurrency(mapping)).orElse(null),
                filters(mapping),
                reportsItemFailures(mapping),
                queue.isPresent() ? null : stream(mapping, kinesis.isPresent(), builder));
        builder.mappings.add(spec.function() + "|" + source, spec.function(), spec, mapping);
    }

    private static void add(
            Properties mapping,
            ResourceIdentity identity,
            FunctionSpec function,
            BrokerSpec broker,
            StackBuilder builder) {
        var spec = new MappingSpec(
                identity.name(),
                function.name(),
                mapping.text("EventSourceArn", ""),
                mapping.flag("Enabled", true),
                mapping.integer("BatchSize", 100, Range.of(1, 10_000)),
                mapping.seconds("MaximumBatchingWindowInSeconds", BrokerMappings.WINDOW, WINDOW),
                null,
                filters(mapping),
                reportsItemFailures(mapping),
                BrokerMappings.stream(mapping, broker, builder),
                broker);
        builder.mappings.add(spec.function() + "|" + spec.source(), spec.function(), spec, mapping);
    }

    private static void checkQueue(Properties mapping, FunctionSpec function, QueueSpec queue) {
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
    }

    private static void checkStream(Properties mapping) {
        refuse(mapping, "a stream", "ScalingConfig");
        mapping.demand("StartingPosition");
    }

    private static Optional<Integer> concurrency(Properties mapping) {
        return mapping.object("ScalingConfig").integer("MaximumConcurrency", Range.of(2, 1000));
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

    private static MappingSpec.Stream stream(Properties mapping, boolean isKinesis, StackBuilder builder) {
        var positions =
                isKinesis ? List.of("TRIM_HORIZON", "LATEST", "AT_TIMESTAMP") : List.of("TRIM_HORIZON", "LATEST");
        var position = mapping.choice("StartingPosition", "", positions);
        return stream(mapping, position, position.equals("AT_TIMESTAMP") ? timestamp(mapping) : null, builder);
    }

    static MappingSpec.Stream stream(
            Properties mapping, String position, @Nullable Instant timestamp, StackBuilder builder) {
        return new MappingSpec.Stream(
                position,
                timestamp,
                mapping.flag("BisectBatchOnFunctionError", false),
                mapping.integer("MaximumRetryAttempts", -1, Range.of(-1, 10_000)),
                recordAge(mapping).orElse(null),
                mapping.integer("ParallelizationFactor", 1, Range.of(1, 10)),
                DestinationConfigs.queueOrTopic(
                        mapping.object("DestinationConfig").object("OnFailure"), "Destination", builder));
    }

    private static Instant timestamp(Properties mapping) {
        var seconds = mapping.demand("StartingPositionTimestamp");
        if (!seconds.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            mapping.problem("StartingPositionTimestamp", "is " + seconds + "; must be seconds since 1970");
            return Instant.EPOCH;
        }
        return Instant.ofEpochMilli(new BigDecimal(seconds).movePointRight(3).longValue());
    }

    /** -1 means no limit; then a minute is the least. */
    private static Optional<Duration> recordAge(Properties mapping) {
        var age = "MaximumRecordAgeInSeconds";
        return mapping.text(age, "-1").equals("-1")
                ? Optional.empty()
                : mapping.integer(age, new Range(60, 604_800, " seconds, or -1 for no limit"))
                        .map(Duration::ofSeconds);
    }

    private static List<String> filters(Properties mapping) {
        var filters = mapping.object("FilterCriteria").objects("Filters");
        if (filters.size() > MOST_FILTERS) {
            mapping.problem("FilterCriteria", "has " + filters.size() + " filters; AWS takes up to " + MOST_FILTERS);
        }
        return filters.stream()
                .map(MappingResource::pattern)
                .sorted()
                .distinct()
                .toList();
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
