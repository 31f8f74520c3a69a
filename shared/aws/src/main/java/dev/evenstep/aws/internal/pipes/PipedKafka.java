package dev.evenstep.aws.internal.pipes;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.aws.internal.source.KafkaRecords;
import dev.evenstep.spi.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * "Amazon Managed Streaming for Apache Kafka topic as a source" and "Self managed Apache Kafka streams as a source" (Amazon EventBridge
 * user guide). No partial failure is documented for them: the batch comes again.
 */
final class PipedKafka implements PipeFormat<KafkaEvent> {

    private static final KafkaRecords SOURCE = new KafkaRecords();

    @Override
    public List<String> eventSources() {
        return List.of("aws:kafka", "SelfManagedKafka");
    }

    @Override
    public Source<KafkaEvent, ?> source() {
        return SOURCE;
    }

    @Override
    public @Nullable String identifier() {
        return null;
    }

    @Override
    public KafkaEvent event(JsonNode record) {
        KafkaEventRecord one = KafkaEventRecord.builder()
                .withTopic(RecordMembers.text(record, "topic"))
                .withPartition(record.path("partition").asInt())
                .withOffset(record.path("offset").asLong())
                .withTimestamp(record.path("timestamp").asLong())
                .withKey(RecordMembers.text(record, "key"))
                .withValue(RecordMembers.text(record, "value"))
                .withHeaders(headers(record.path("headers")))
                .build();
        return KafkaEvent.builder().withRecords(Map.of("records", List.of(one))).build();
    }

    private static List<Map<String, byte[]>> headers(JsonNode array) {
        List<Map<String, byte[]>> headers = new ArrayList<>();
        array.forEach(header ->
                header.properties().forEach(member -> headers.add(Map.of(member.getKey(), bytes(member.getValue())))));
        return headers;
    }

    private static byte[] bytes(JsonNode numbers) {
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers.path(i).asInt();
        }
        return bytes;
    }
}
