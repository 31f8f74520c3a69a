package dev.evenstep.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaJsonTest {

    private static final String CLUSTER = "arn:aws:kafka:us-east-1:123456789012:cluster/c/1";

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("headerKey", bytes("header-väl"));
        return new ConsumerRecord<>(
                "mytopic",
                0,
                15,
                1_545_084_650_987L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aRecordIsWhatLambdaSays() throws Exception {
        var event = new KafkaJson("b-1:9092", CLUSTER).event(List.of(KafkaJson.record(record(bytes("k"), bytes("v")))));

        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(event.toString())).isEqualTo(json.readTree("""
                {"eventSource":"aws:kafka","eventSourceArn":"%s","bootstrapServers":"b-1:9092",
                 "records":{"mytopic-0":[
                   {"topic":"mytopic","partition":0,"offset":15,"timestamp":1545084650987,"timestampType":"CREATE_TIME",
                    "key":"aw==","value":"dg==",
                    "headers":[{"headerKey":[104,101,97,100,101,114,45,118,-61,-92,108]}]}]}}""".formatted(CLUSTER)));
    }

    @Test
    void brokersOfOnesOwnHaveNoArn() {
        var event = new KafkaJson("b-1:9092", "").event(List.of(KafkaJson.record(record(null, bytes("v")))));

        assertThat(event.path("eventSource").asText()).isEqualTo("SelfManagedKafka");
        assertThat(event.has("eventSourceArn")).isFalse();
    }

    @Test
    void lambdasOwnRuntimeReadsIt() {
        var event = new KafkaJson("b-1:9092", "").event(List.of(KafkaJson.record(record(null, null))));

        KafkaEvent read = LambdaEventSerializers.serializerFor(KafkaEvent.class, KafkaJsonTest.class.getClassLoader())
                .fromJson(event.toString());

        assertThat(read.getRecords().get("mytopic-0")).singleElement().satisfies(record -> {
            assertThat(record.getKey()).isNull();
            assertThat(record.getValue()).isNull();
            assertThat(record.getOffset()).isEqualTo(15);
            assertThat(record.getHeaders())
                    .singleElement()
                    .satisfies(header -> assertThat(header).containsEntry("headerKey", bytes("header-väl")));
        });
    }
}
