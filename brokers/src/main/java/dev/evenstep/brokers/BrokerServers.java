package dev.evenstep.brokers;

import dev.evenstep.local.broker.Brokers;
import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.Stack;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The brokers' own servers that run beside a local AWS, each a process of its own at 127.0.0.1. */
public final class BrokerServers implements AutoCloseable {

    private final @Nullable KafkaServer kafka;
    private final @Nullable RabbitMqServer rabbitMq;

    private BrokerServers(@Nullable KafkaServer kafka, @Nullable RabbitMqServer rabbitMq) {
        this.kafka = kafka;
        this.rabbitMq = rabbitMq;
    }

    /** What can be started. */
    public enum BrokerKind {
        KAFKA,
        RABBITMQ
    }

    /**
     * Starts some, and waits until they answer. When this throws, none is left running.
     *
     * @param ports by what is started; 0 for any that is free
     * @param kafkaCode of {@code evenstep-kafka-server}: {@code target/} of its module
     * @param data where everything is kept; null: nowhere
     * @throws IllegalStateException where one is not installed, and what to install then
     */
    public static BrokerServers start(Map<BrokerKind, Integer> ports, Path kafkaCode, @Nullable Path data) {
        Integer kafkaPort = ports.get(BrokerKind.KAFKA);
        Integer rabbitMqPort = ports.get(BrokerKind.RABBITMQ);
        RabbitMqServer rabbitMq = rabbitMqPort == null ? null : RabbitMqServer.start(rabbitMqPort, data);
        try {
            return new BrokerServers(
                    kafkaPort == null ? null : KafkaServer.start(kafkaCode, kafkaPort, data), rabbitMq);
        } catch (RuntimeException | Error failure) {
            if (rabbitMq != null) {
                rabbitMq.close();
            }
            throw failure;
        }
    }

    /** Makes the topics and queues that a stack's mappings read, where they are not there yet. */
    public void ensure(Stack stack) {
        List<BrokerSpec> sources = stack.mappings().stream()
                .map(MappingSpec::broker)
                .filter(Objects::nonNull)
                .toList();
        if (kafka != null) {
            Set<String> topics = only(sources, BrokerSpec.KafkaTopic.class)
                    .map(BrokerSpec.KafkaTopic::name)
                    .collect(Collectors.toSet());
            kafka.ensureTopics(topics);
        }
        if (rabbitMq != null) {
            rabbitMq.ensureQueues(
                    only(sources, BrokerSpec.RabbitMqQueue.class).distinct().toList());
        }
    }

    private static <T extends BrokerSpec> Stream<T> only(List<BrokerSpec> sources, Class<T> type) {
        return sources.stream().filter(type::isInstance).map(type::cast);
    }

    /** To be read from. */
    public Brokers brokers() {
        return new ConnectedBrokers(
                kafka == null ? null : kafka.bootstrapServers(), rabbitMq == null ? null : rabbitMq.uri());
    }

    /** Parameters by which templates take the addresses: {@code KafkaBootstrapServers} and {@code RabbitMqUri}. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        if (kafka != null) {
            parameters.put("KafkaBootstrapServers", kafka.bootstrapServers());
        }
        if (rabbitMq != null) {
            parameters.put("RabbitMqUri", rabbitMq.uri().toString());
        }
        return parameters;
    }

    /** Where they answer, by their names. */
    public SortedMap<String, String> addresses() {
        SortedMap<String, String> addresses = new TreeMap<>();
        if (kafka != null) {
            addresses.put("kafka", kafka.bootstrapServers());
        }
        if (rabbitMq != null) {
            addresses.put("rabbitmq", rabbitMq.uri().toString());
        }
        return addresses;
    }

    /** Ends them. Idempotent. */
    @Override
    public void close() {
        try {
            if (kafka != null) {
                kafka.close();
            }
        } finally {
            if (rabbitMq != null) {
                rabbitMq.close();
            }
        }
    }
}
