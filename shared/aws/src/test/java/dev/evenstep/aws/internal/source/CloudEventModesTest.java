package dev.evenstep.aws.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent.ActiveMQMessage;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One event, as each protocol's binding has it in binary mode. */
class CloudEventModesTest {

    private static final String DATA = "{\"amount\":12.50,\"of\":9007199254740993}";

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "specversion", "1.0",
            "id", "e-1",
            "source", "bank",
            "type", "Deposited",
            "time", "2026-11-21T08:00:00Z",
            "subject", "Köln 100%",
            "schemaversion", "2",
            "entityversion", "7",
            "tenant", "acme");

    @Test
    void overHttp() {
        Map<String, String> headers = new HashMap<>(prefixed("ce-"));
        headers.put("ce-subject", "K%C3%B6ln 100%25");
        headers.put("Content-Type", "application/json");

        Envelope envelope = read(HttpFormats.second(Set.of()), HttpConformanceTest.request("r", headers, DATA));

        assertEvent(envelope);
    }

    @Test
    void overKafka() {
        List<Map<String, byte[]>> headers = prefixed("ce_").entrySet().stream()
                .map(header -> Map.of(header.getKey(), bytes(header.getValue())))
                .collect(Collectors.toCollection(ArrayList::new));
        headers.add(Map.of("content-type", bytes("application/json")));
        var record = KafkaConformanceTest.record(0, 5, "key", KafkaConformanceTest.base64(DATA));
        record.setHeaders(headers);

        assertEvent(read(
                new KafkaRecords(),
                KafkaEvent.builder()
                        .withRecords(Map.of("orders-0", List.of(record)))
                        .build()));
    }

    @Test
    void overAmqp() {
        for (String prefix : List.of("cloudEvents:", "cloudEvents_")) {
            Map<String, Object> headers = new HashMap<>();
            prefixed(prefix).forEach((name, value) -> headers.put(name, Map.of("bytes", numbers(value))));
            RabbitMessage message = RabbitMessage.builder()
                    .withBasicProperties(BasicProperties.builder()
                            .withContentType("application/json")
                            .withHeaders(headers)
                            .build())
                    .withData(KafkaConformanceTest.base64(DATA))
                    .build();

            assertEvent(read(
                    new RabbitMqMessages(),
                    RabbitMQEvent.builder()
                            .withRmqMessagesByQueue(Map.of("q::/", List.of(message)))
                            .build()));
        }
    }

    @Test
    void overJms() {
        ActiveMQMessage message = ActiveMQMessage.builder()
                .withMessageID("ID:1")
                .withProperties(prefixed("ce_"))
                .withData(KafkaConformanceTest.base64(DATA))
                .build();

        assertEvent(read(
                new ActiveMqMessages(),
                ActiveMQEvent.builder().withMessages(List.of(message)).build()));
    }

    @Test
    void dataThatIsNoJsonValueWritesNoAttributes() {
        Map<String, String> headers = prefixed("ce-");
        for (String data : List.of("{},\"id\":\"e-2\"", "{}}", "", "{", "nonsense")) {
            String body = source(headers, data);

            assertThat(body).contains("\"id\":\"e-1\"");
            assertThatThrownBy(() -> envelope(body))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("data");
        }
    }

    @Test
    void anotherContentTypeIsNamed() {
        Map<String, String> headers = new HashMap<>(prefixed("ce-"));
        headers.put("content-type", "text/plain");

        String body = source(headers, "{}");

        assertThatThrownBy(() -> envelope(body)).hasMessageContaining("datacontenttype");
    }

    private static String source(Map<String, String> headers, String data) {
        return HttpFormats.second(Set.of())
                .deliveries(HttpConformanceTest.request("r", headers, data))
                .getFirst()
                .body();
    }

    private static void assertEvent(Envelope envelope) {
        assertThat(envelope.id()).isEqualTo("e-1");
        assertThat(envelope.subject()).isEqualTo("Köln 100%");
        assertThat(envelope.schemaVersion()).isEqualTo(2);
        assertThat(envelope.entityVersion()).isEqualTo(7);
        assertThat(envelope.extension("tenant")).isEqualTo("acme");
        assertThat(envelope.dataJson()).isEqualTo(DATA);
    }

    private static <E> Envelope read(Source<E, ?> source, E event) {
        List<Delivery> deliveries = source.deliveries(event);
        assertThat(deliveries).hasSize(1);
        return envelope(deliveries.getFirst().body());
    }

    private static Envelope envelope(String body) {
        return new EnvelopeJson(Limits.defaults()).read(body);
    }

    private static Map<String, String> prefixed(String prefix) {
        return ATTRIBUTES.entrySet().stream()
                .collect(Collectors.toMap(attribute -> prefix + attribute.getKey(), Map.Entry::getValue));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Integer> numbers(String text) {
        byte[] bytes = bytes(text);
        return IntStream.range(0, bytes.length).mapToObj(i -> (int) bytes[i]).toList();
    }
}
