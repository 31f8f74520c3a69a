package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code AWS::Lambda::EventSourceMapping}, also what SAM makes of a function's events of type SQS and DynamoDB. */
final class MappingKind implements Kind {

    private static final String OTHER_SOURCES = "only queues and tables' streams are sources locally";

    private static final PropertyTable PROPERTIES = PropertyTable.empty()
            .honours("FunctionName", "EventSourceArn", "Enabled", "BatchSize", "MaximumBatchingWindowInSeconds")
            .honours("FunctionResponseTypes", "FilterCriteria.Filters.Pattern", "ScalingConfig.MaximumConcurrency")
            .honours("StartingPosition", "BisectBatchOnFunctionError", "MaximumRetryAttempts")
            .honours("MaximumRecordAgeInSeconds", "ParallelizationFactor", "DestinationConfig.OnFailure.Destination")
            .leaves("tumbling windows are not kept locally", "TumblingWindowInSeconds")
            .leaves("a local source is polled by one poller", "ProvisionedPollerConfig")
            .leaves(OTHER_SOURCES, "AmazonManagedKafkaEventSourceConfig", "DocumentDBEventSourceConfig", "Queues")
            .leaves(OTHER_SOURCES, "SelfManagedEventSource", "SelfManagedKafkaEventSourceConfig", "Topics")
            .leaves(OTHER_SOURCES, "SourceAccessConfigurations", "StartingPositionTimestamp")
            .leaves(OTHER_SOURCES, "ConsumerGroupId", "KafkaBootstrapServers", "SchemaRegistryConfig")
            .leaves(Why.OBSERVED, "MetricsConfig", "LoggingConfig")
            .leaves(Why.ENCRYPTION, "KmsKeyArn")
            .leaves(Why.TAGS, "Tags");

    @Override
    public PropertyTable properties() {
        return PROPERTIES;
    }

    @Override
    public Identity identify(Glance glance) {
        var function = glance.text("FunctionName").flatMap(FunctionReference::of);
        var id = id(
                function.map(FunctionReference::name).orElse(""),
                glance.text("EventSourceArn").orElse(""));
        var arn = glance.arns().of("lambda", "event-source-mapping:" + id);
        return Identity.of(id, id, Map.of("Id", id, "EventSourceMappingArn", arn));
    }

    private static String id(String function, String source) {
        return UUID.nameUUIDFromBytes((function + "|" + source).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public void connect(Properties mapping, Identity identity, Draft draft) {
        var source = mapping.text("EventSourceArn", "");
        var reference = FunctionReference.of(mapping.demand("FunctionName"));
        var function = reference.flatMap(draft::function);
        if (reference.isEmpty() || function.isEmpty()) {
            var foreign = reference.filter(draft::isForeign).isPresent();
            draft.leave(
                    mapping,
                    "FunctionName",
                    foreign ? "its function does not run locally" : "its function " + Why.ELSEWHERE);
            return;
        }
        draft.call(reference.get(), mapping, "FunctionName");
        var before = mapping.problems();
        var spec = spec(mapping, identity.name(), function.get(), source, draft);
        if (spec.isEmpty()) {
            draft.leave(mapping, "EventSourceArn", missing(source));
        } else if (mapping.problems() == before) {
            draft.add(spec.get(), mapping);
        }
    }

    private static Optional<MappingSpec> spec(
            Properties mapping, String id, FunctionSpec function, String source, Draft draft) {
        return draft.queue(source)
                .map(queue -> QueueMapping.read(mapping, id, function, queue))
                .or(() -> draft.tableOfStream(source)
                        .map(table -> StreamMapping.read(mapping, id, function.name(), source, draft)));
    }

    private static String missing(String source) {
        return source.contains(":sqs:") || source.contains(":dynamodb:")
                ? source + " " + Why.ELSEWHERE + ": the function gets nothing from it"
                : OTHER_SOURCES + (source.isEmpty() ? "" : ", not " + source);
    }
}
