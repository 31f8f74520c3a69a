package dev.evenstep.examples.brokers;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Return;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A queue to which events are passed on as they are, in CloudEvents' binary mode. An event is out when RabbitMQ has confirmed it; where
 * there is no such queue, it says so. Safe for concurrent use.
 */
final class RabbitMqQueue<T> implements LeasedConsumer.Send<T> {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int PERSISTENT = 2;

    private final ConnectionFactory factory;
    private final String queue;
    private @Nullable Channel open;
    private volatile @Nullable Return returned;

    private RabbitMqQueue(ConnectionFactory factory, String queue) {
        this.factory = factory;
        this.queue = queue;
    }

    /** @param uri with user and password, such as {@code amqp://guest:guest@127.0.0.1:5672} */
    static <T> RabbitMqQueue<T> at(String uri, String queue) {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(uri);
            factory.setAutomaticRecoveryEnabled(false);
            return new RabbitMqQueue<>(factory, queue);
        } catch (Exception invalid) {
            throw new IllegalArgumentException("RABBITMQ_URI is no address of RabbitMQ", invalid);
        }
    }

    @Override
    public synchronized void send(Event<T> event) throws InterruptedException {
        Envelope envelope = event.envelope();
        Map<String, Object> headers = new TreeMap<>();
        BinaryMode.attributes(envelope).forEach((name, value) -> headers.put("cloudEvents_" + name, value));
        BasicProperties properties = new BasicProperties.Builder()
                .messageId(envelope.id())
                .contentType("application/json")
                .deliveryMode(PERSISTENT)
                .headers(headers)
                .build();
        try {
            Channel channel = channel();
            returned = null;
            channel.basicPublish(
                    "", queue, true, properties, envelope.dataJson().getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
        } catch (IOException | TimeoutException | RuntimeException failure) {
            disconnect();
            throw new DependencyFailure("rabbitmq", queue + " did not take " + event.id(), failure);
        }
        if (returned != null) {
            throw new DependencyFailure("rabbitmq", "there is no queue " + queue + " for " + event.id());
        }
    }

    /** What a late confirmation is about, nobody could tell any more. */
    private void disconnect() {
        Channel known = open;
        if (known != null) {
            known.getConnection().abort();
        }
        open = null;
    }

    private Channel channel() throws IOException, TimeoutException {
        Channel known = open;
        if (known != null && known.isOpen()) {
            return known;
        }
        Channel channel = factory.newConnection().createChannel();
        channel.addReturnListener(unroutable -> returned = unroutable);
        channel.confirmSelect();
        open = channel;
        return channel;
    }
}
