package dev.evenstep.examples.handover.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.examples.handover.Fold;
import dev.evenstep.examples.handover.Fold.TopicRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTopologyTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itAnswersWhatAFoldOverTheSameRecordsDoes(long seed) throws Exception {
        List<TopicRecord> records = Fold.records(seed);
        Fold fold = Fold.of(records);
        WindowBytesStoreSupplier seen =
                Stores.inMemoryWindowStore("seen", OrderTopology.REMEMBERED, Duration.ofHours(1), false);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "orders");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nobody:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);

        try (TopologyTestDriver driver = new TopologyTestDriver(OrderTopology.topology(seen), properties)) {
            TestInputTopic<String, String> events =
                    driver.createInputTopic(OrderTopology.EVENTS, new StringSerializer(), new StringSerializer());
            records.forEach(record -> events.pipeInput(record.key(), record.value()));

            Map<String, Long> revenue = driver.createOutputTopic(
                            OrderTopology.REVENUE, new StringDeserializer(), new LongDeserializer())
                    .readKeyValuesToMap();
            Map<String, String> status = driver
                    .createOutputTopic(OrderTopology.STATUS, new StringDeserializer(), new StringDeserializer())
                    .readKeyValuesToMap()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().substring(11)));
            List<String> reasons = driver.createOutputTopic(
                            OrderTopology.UNREADABLE, new StringDeserializer(), new StringDeserializer())
                    .readValuesToList();
            assertThat(revenue).isEqualTo(fold.revenue()).hasSizeGreaterThan(10);
            assertThat(status).isEqualTo(fold.status());
            assertThat(reasons).hasSize(fold.unreadable()).contains("unknown-type", "unknown-version", "malformed");
        }
    }
}
