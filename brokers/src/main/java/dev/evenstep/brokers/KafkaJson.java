package dev.evenstep.brokers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.local.broker.BrokerRecord;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Records of a topic as Lambda hands them to a function ("Using Lambda with Amazon MSK" and "Using Lambda with self-managed
 * Apache Kafka", AWS Lambda developer guide): keys and values in Base64, headers as lists of bytes.
 *
 * @param clusterArn of Amazon MSK; no text for brokers of one's own
 */
record KafkaJson(String servers, String clusterArn) {

    static BrokerRecord record(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topic", record.topic());
        json.put("partition", record.partition());
        json.put("offset", record.offset());
        json.put("timestamp", record.timestamp());
        json.put(
                "timestampType",
                record.timestampType() == TimestampType.LOG_APPEND_TIME ? "LOG_APPEND_TIME" : "CREATE_TIME");
        putBase64(json, "key", record.key());
        putBase64(json, "value", record.value());
        ArrayNode headers = json.putArray("headers");
        record.headers().forEach(header -> put(headers.addObject(), header));
        return new BrokerRecord(
                new TopicPartition(record.topic(), record.partition()).toString(),
                record.offset(),
                "value",
                json,
                Instant.ofEpochMilli(record.timestamp()));
    }

    private static void putBase64(ObjectNode json, String name, byte @Nullable [] bytes) {
        if (bytes != null) {
            json.put(name, Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** Bytes as Java has them, from -128. */
    private static void put(ObjectNode json, Header header) {
        if (header.value() == null) {
            json.putNull(header.key());
            return;
        }
        ArrayNode bytes = json.putArray(header.key());
        for (byte one : header.value()) {
            bytes.add(one);
        }
    }

    static TopicPartition partition(BrokerRecord record) {
        return new TopicPartition(
                record.json().path("topic").asText(),
                record.json().path("partition").asInt());
    }

    ObjectNode event(List<BrokerRecord> records) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        if (clusterArn.isEmpty()) {
            event.put("eventSource", "SelfManagedKafka");
        } else {
            event.put("eventSource", "aws:kafka").put("eventSourceArn", clusterArn);
        }
        event.put("bootstrapServers", servers);
        ObjectNode partitions = event.putObject("records");
        records.forEach(record -> partitions.withArray(record.lane()).add(record.json()));
        return event;
    }
}
