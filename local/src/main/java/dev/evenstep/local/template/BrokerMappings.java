package dev.evenstep.local.template;

import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a mapping says of a topic of Kafka's, or of a queue of Amazon MQ's. */
final class BrokerMappings {

    /** Where a mapping of these sources says nothing, Lambda waits half a second (Lambda's guide, "Batching behavior"). */
    static final Duration WINDOW = Duration.ofMillis(500);

    private static final List<String> POSITIONS = List.of("TRIM_HORIZON", "LATEST", "AT_TIMESTAMP");

    /** Lambda has these of Kafka for mappings in provisioned mode only. */
    private static final List<String> OF_PROVISIONED_MODE = List.of(
            "FunctionResponseTypes", "BisectBatchOnFunctionError", "MaximumRetryAttempts", "MaximumRecordAgeInSeconds");

    private static final List<String> NOT_OF_QUEUES = List.of(
            "StartingPosition",
            "FunctionResponseTypes",
            "BisectBatchOnFunctionError",
            "MaximumRetryAttempts",
            "MaximumRecordAgeInSeconds",
            "ParallelizationFactor",
            "DestinationConfig",
            "TumblingWindowInSeconds",
            "ScalingConfig");

    private BrokerMappings() {}

    /**
     * Empty where the mapping is of something else.
     *
     * @param id the mapping's own, under which it consumes where it names no group
     */
    static Optional<BrokerSpec> read(Properties mapping, String id) {
        if (mapping.has("Topics")) {
            return Optional.of(topic(mapping, id));
        }
        return mapping.has("Queues") ? Optional.of(queue(mapping)) : Optional.empty();
    }

    private static BrokerSpec topic(Properties mapping, String id) {
        boolean ownBrokers = mapping.has("SelfManagedEventSource");
        if (ownBrokers == mapping.has("EventSourceArn")) {
            mapping.problem(
                    "Topics",
                    "needs either EventSourceArn, of a cluster of Amazon MSK, or SelfManagedEventSource, with brokers of one's own");
        }
        if (ownBrokers) {
            mapping.object("SelfManagedEventSource").object("Endpoints").texts("KafkaBootstrapServers");
        }
        if (!mapping.object("ProvisionedPollerConfig").any()) {
            OF_PROVISIONED_MODE.stream()
                    .filter(mapping::has)
                    .forEach(property -> mapping.problem(
                            property, "is of provisioned mode, for a topic: add ProvisionedPollerConfig"));
        }
        mapping.object("ProvisionedPollerConfig").integer("MinimumPollers", Range.of(1, 200));
        mapping.object("ProvisionedPollerConfig").integer("MaximumPollers", Range.of(1, 2000));
        refuse(
                mapping,
                List.of("ParallelizationFactor", "TumblingWindowInSeconds", "ScalingConfig", "Queues"),
                "topic");
        var group = mapping.object(
                        ownBrokers ? "SelfManagedKafkaEventSourceConfig" : "AmazonManagedKafkaEventSourceConfig")
                .text("ConsumerGroupId", id);
        return new BrokerSpec.KafkaTopic(only(mapping, "Topics"), group, timestamp(mapping));
    }

    private static @Nullable Instant timestamp(Properties mapping) {
        var text = mapping.text("StartingPositionTimestamp", "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeException malformed) {
            mapping.problem("StartingPositionTimestamp", "is " + text + "; must be in seconds since 1970");
            return null;
        }
    }

    private static BrokerSpec queue(Properties mapping) {
        mapping.demand("EventSourceArn");
        refuse(mapping, NOT_OF_QUEUES, "queue of Amazon MQ");
        var host = mapping.objects("SourceAccessConfigurations").stream()
                .filter(access -> access.text("Type", "").equals("VIRTUAL_HOST"))
                .map(access -> access.text("URI", "/"))
                .findFirst()
                .orElse("/");
        return new BrokerSpec.RabbitMqQueue(only(mapping, "Queues"), host);
    }

    private static String only(Properties mapping, String property) {
        var names = mapping.texts(property);
        if (names.size() != 1) {
            mapping.problem(property, "must hold one name, as AWS takes one only");
        }
        return names.isEmpty() ? "" : names.getFirst();
    }

    private static void refuse(Properties mapping, List<String> properties, String source) {
        properties.stream()
                .filter(mapping::has)
                .forEach(
                        property -> mapping.problem(property, "means nothing to a " + source + ", and AWS refuses it"));
    }

    /** What holds for a topic, and null for a queue. */
    static MappingSpec.@Nullable Stream stream(Properties mapping, BrokerSpec broker, StackBuilder builder) {
        if (!(broker instanceof BrokerSpec.KafkaTopic topic)) {
            return null;
        }
        mapping.demand("StartingPosition");
        var position = mapping.choice("StartingPosition", "", POSITIONS);
        if (position.equals("AT_TIMESTAMP") == (topic.startingTimestamp() == null)) {
            mapping.problem("StartingPosition", "AT_TIMESTAMP and StartingPositionTimestamp go together");
        }
        if (mapping.flag("BisectBatchOnFunctionError", false)) {
            mapping.leave("BisectBatchOnFunctionError", "a batch of a topic is not split locally");
        }
        return MappingResource.stream(mapping, position, topic.startingTimestamp(), builder);
    }
}
