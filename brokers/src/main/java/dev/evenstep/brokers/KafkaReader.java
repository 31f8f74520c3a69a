package dev.evenstep.brokers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.local.broker.BrokerReader;
import dev.evenstep.local.broker.BrokerRecord;
import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A member of a consumer group that reads one topic. Offsets are committed as far as the function was done with what is before
 * them; a partition that failed is sought back, while the others go on.
 */
final class KafkaReader implements BrokerReader {

    /** Longer than any invocation: who runs one does not poll. */
    private static final int LONGEST_INVOCATION_MILLIS = 1_000_000;

    /** After which a process that was killed is taken for gone, and its partitions are another's. */
    private static final int SESSION_MILLIS = 6_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaJson json;
    private final StartingPoint start;
    private final Set<String> lost = new HashSet<>();

    private KafkaReader(KafkaConsumer<byte[], byte[]> consumer, KafkaJson json, StartingPoint start) {
        this.consumer = consumer;
        this.json = json;
        this.start = start;
    }

    static KafkaReader open(String servers, MappingSpec mapping, BrokerSpec.KafkaTopic topic) {
        MappingSpec.Stream stream = mapping.stream();
        boolean latest = stream != null && stream.startingPosition().equals("LATEST");
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.GROUP_ID_CONFIG,
                topic.consumerGroup(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                latest ? "latest" : "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                mapping.batchSize(),
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                LONGEST_INVOCATION_MILLIS,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MILLIS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                SESSION_MILLIS / 3);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaReader reader = new KafkaReader(
                consumer,
                new KafkaJson(servers, mapping.sourceArn()),
                new StartingPoint(consumer, topic.startingTimestamp()));
        try {
            if (consumer.partitionsFor(topic.name()).isEmpty()) {
                throw new IllegalStateException("there is no topic " + topic.name() + " at " + servers);
            }
            consumer.subscribe(List.of(topic.name()), reader.new Rebalances());
            return reader;
        } catch (RuntimeException failure) {
            reader.close();
            throw failure;
        }
    }

    /** Tells whose partitions are not ours any more. */
    private final class Rebalances implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> lost.add(partition.toString()));
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            start.seek(partitions);
        }
    }

    @Override
    public Fetched fetch(Duration wait, Set<String> held) {
        Set<TopicPartition> paused = consumer.assignment().stream()
                .filter(partition -> held.contains(partition.toString()))
                .collect(Collectors.toSet());
        consumer.resume(consumer.assignment());
        consumer.pause(paused);
        List<BrokerRecord> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            records.add(KafkaJson.record(record));
        }
        Fetched fetched = new Fetched(records, lost);
        lost.clear();
        return fetched;
    }

    @Override
    public void done(List<BrokerRecord> records) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        records.forEach(record -> offsets.merge(
                KafkaJson.partition(record),
                new OffsetAndMetadata(record.position() + 1),
                (one, other) -> one.offset() > other.offset() ? one : other));
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets);
        }
    }

    @Override
    public void again(List<BrokerRecord> records) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        records.forEach(record -> offsets.merge(KafkaJson.partition(record), record.position(), Math::min));
        offsets.forEach(consumer::seek);
    }

    @Override
    public ObjectNode event(List<BrokerRecord> records) {
        return json.event(records);
    }

    /** Leaves the group at once, also when the thread is interrupted. */
    @Override
    public void close() {
        boolean isInterrupted = Thread.interrupted();
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
