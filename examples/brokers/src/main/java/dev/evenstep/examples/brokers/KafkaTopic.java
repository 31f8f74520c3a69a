package dev.evenstep.examples.brokers;

import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic to which events are passed on as they are, each under its entity's key, in CloudEvents' binary mode. An event is out when
 * all replicas have it.
 */
final class KafkaTopic<T> implements LeasedConsumer.Send<T> {

    private static final int PATIENCE_MILLIS = 5_000;

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    KafkaTopic(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** @param servers such as {@code 127.0.0.1:9092} */
    static <T> KafkaTopic<T> at(String servers, String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                servers,
                "max.block.ms",
                PATIENCE_MILLIS,
                "request.timeout.ms",
                PATIENCE_MILLIS,
                "delivery.timeout.ms",
                PATIENCE_MILLIS + 1_000);
        return new KafkaTopic<>(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), topic);
    }

    @Override
    public void send(Event<T> event) throws InterruptedException {
        Envelope envelope = event.envelope();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, bytes(envelope.orderKey()), bytes(envelope.dataJson()));
        Headers headers = record.headers().add("content-type", bytes("application/json"));
        BinaryMode.attributes(envelope).forEach((name, value) -> headers.add("ce_" + name, bytes(value)));
        try {
            producer.send(record).get();
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof RecordTooLargeException tooLarge) {
                throw new PermanentFailure(
                        Reason.TOO_LARGE,
                        "%s takes no record as large as %s: %s".formatted(topic, event.id(), tooLarge));
            }
            throw new DependencyFailure("kafka", topic + " did not take " + event.id(), refused);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
