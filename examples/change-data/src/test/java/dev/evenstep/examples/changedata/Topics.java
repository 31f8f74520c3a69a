package dev.evenstep.examples.changedata;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Topics of one partition each, as Kafka would keep what a connector sends, and as Lambda would bring it. */
final class Topics {

    private final List<KafkaEventRecord> log = new ArrayList<>();
    private int delivered;
    private @Nullable Throwable failure;

    synchronized void append(ChangeEvent<String, String> record) {
        log.add(KafkaEventRecord.builder()
                .withTopic(record.destination())
                .withPartition(0)
                .withOffset(log.size())
                .withTimestamp(System.currentTimeMillis())
                .withTimestampType("CREATE_TIME")
                .withKey(base64(record.key()))
                .withValue(base64(record.value()))
                .withHeaders(record.headers().stream().map(Topics::header).toList())
                .build());
    }

    private static Map<String, byte[]> header(Header<?> header) {
        return Map.of(header.getKey(), String.valueOf(header.getValue()).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String base64(@Nullable String text) {
        return text == null ? null : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A connector that fails sends nothing more: whoever waits for records is told why. */
    synchronized void ended(@Nullable Throwable why) {
        failure = why;
    }

    /** How many records a topic has, tombstones included. */
    synchronized long size(String topic) {
        if (failure != null) {
            throw new IllegalStateException("The connector ended", failure);
        }
        return log.stream().filter(record -> record.getTopic().equals(topic)).count();
    }

    /** What was not delivered yet. */
    synchronized KafkaEvent next() {
        List<KafkaEventRecord> records = List.copyOf(log.subList(delivered, log.size()));
        delivered = log.size();
        return KafkaEvent.builder().withRecords(Map.of("all", records)).build();
    }
}
