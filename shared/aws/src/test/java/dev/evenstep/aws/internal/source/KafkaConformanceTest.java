package dev.evenstep.aws.internal.source;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Two partitions: a key's records are in one. */
class KafkaConformanceTest extends SourceConformance<KafkaEvent, Map<String, Object>> {

    @Override
    public Source<KafkaEvent, Map<String, Object>> source() {
        return new KafkaRecords();
    }

    @Override
    public KafkaEvent event(List<SourceRecord> records) {
        Map<String, List<KafkaEventRecord>> partitions = new LinkedHashMap<>();
        for (SourceRecord record : records) {
            partitions
                    .computeIfAbsent(shard(record), any -> new ArrayList<>())
                    .add(record(partition(record), record.number(), record.key(), value(record)));
        }
        return KafkaEvent.builder().withRecords(partitions).build();
    }

    static KafkaEventRecord record(int partition, long offset, String key, String value) {
        return KafkaEventRecord.builder()
                .withTopic("orders")
                .withPartition(partition)
                .withOffset(offset)
                .withTimestamp(1_795_000_000_000L)
                .withKey(base64(key))
                .withValue(value)
                .build();
    }

    private static String value(SourceRecord record) {
        return record.kind() == SourceRecord.Kind.UNDECODABLE ? "*no base64*" : base64(record.body());
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int partition(SourceRecord record) {
        return record.key().equals("a") ? 0 : 1;
    }

    @Override
    public String shard(SourceRecord record) {
        return "orders-" + partition(record);
    }

    @Override
    public Set<Integer> named(Map<String, Object> answer, List<SourceRecord> sent) {
        return positions(answer).stream()
                .map(position -> sent.stream()
                        .filter(record -> shard(record).equals(position.get("partition"))
                                && Long.valueOf(record.number()).equals(position.get("offset")))
                        .findFirst()
                        .orElseThrow()
                        .number())
                .collect(Collectors.toSet());
    }

    static List<Map<?, ?>> positions(Map<String, Object> answer) {
        List<Map<?, ?>> positions = new ArrayList<>();
        for (Object failure : (List<?>) requireNonNull(answer.get("batchItemFailures"))) {
            positions.add((Map<?, ?>) requireNonNull(((Map<?, ?>) failure).get("itemIdentifier")));
        }
        return positions;
    }

    @Override
    public String place(SourceRecord record) {
        return shard(record) + "@" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return true;
    }
}
