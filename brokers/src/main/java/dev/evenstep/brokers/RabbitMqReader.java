package dev.evenstep.brokers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import dev.evenstep.local.broker.BrokerReader;
import dev.evenstep.local.broker.BrokerRecord;
import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of one queue, with no more messages unacknowledged than a batch has. A message is acknowledged when the function was
 * done with it, and put back into its place where it was not.
 */
final class RabbitMqReader implements BrokerReader {

    private final Connection connection;
    private final Channel channel;
    private final RabbitMqJson json;
    private final BlockingQueue<BrokerRecord> arrived = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable String end;

    private RabbitMqReader(Connection connection, Channel channel, RabbitMqJson json) {
        this.connection = connection;
        this.channel = channel;
        this.json = json;
    }

    static RabbitMqReader open(URI broker, MappingSpec mapping, BrokerSpec.RabbitMqQueue queue) {
        try {
            ConnectionFactory factory = factory(broker);
            factory.setVirtualHost(queue.virtualHost());
            Connection connection = factory.newConnection("evenstep " + mapping.function());
            try {
                RabbitMqReader reader =
                        new RabbitMqReader(connection, connection.createChannel(), new RabbitMqJson(mapping, queue));
                reader.consume(queue.name(), mapping.batchSize());
                return reader;
            } catch (IOException | RuntimeException failure) {
                connection.abort();
                throw failure;
            }
        } catch (IOException | TimeoutException failure) {
            throw new IllegalStateException(
                    "%s of the virtual host %s cannot be consumed: %s"
                            .formatted(mapping.source(), queue.virtualHost(), reason(failure)),
                    failure);
        }
    }

    /** A factory of connections that end when they are lost. */
    static ConnectionFactory factory(URI broker) {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(broker);
            factory.setAutomaticRecoveryEnabled(false);
            return factory;
        } catch (URISyntaxException | GeneralSecurityException invalid) {
            throw new IllegalArgumentException(broker + " is no address of RabbitMQ", invalid);
        }
    }

    /** RabbitMQ says why in what closed the channel. */
    private static String reason(Exception failure) {
        return failure.getCause() instanceof ShutdownSignalException closed
                ? String.valueOf(closed.getReason())
                : failure.toString();
    }

    private void consume(String queue, int most) throws IOException {
        channel.addShutdownListener(cause -> end(String.valueOf(cause.getMessage())));
        channel.basicQos(most);
        String unused = channel.basicConsume(
                queue,
                false,
                (consumer, delivery) -> arrived.add(json.record(delivery)),
                consumer -> end("the queue " + queue + " was deleted"));
    }

    private void end(String why) {
        end = why;
        ended.countDown();
    }

    @Override
    public Fetched fetch(Duration wait, Set<String> held) throws InterruptedException {
        List<BrokerRecord> records = new ArrayList<>();
        if (held.contains(json.lane())) {
            boolean unused = ended.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            BrokerRecord first = arrived.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            if (first != null) {
                records.add(first);
                arrived.drainTo(records);
            }
        }
        if (end != null) {
            throw new IllegalStateException(end);
        }
        return new Fetched(records, Set.of());
    }

    @Override
    public void done(List<BrokerRecord> records) {
        send(records, tag -> channel.basicAck(tag, false));
    }

    @Override
    public void again(List<BrokerRecord> records) {
        send(records, tag -> channel.basicNack(tag, false, true));
    }

    private interface Answer {
        void send(long tag) throws IOException;
    }

    private static void send(List<BrokerRecord> records, Answer answer) {
        try {
            for (BrokerRecord record : records) {
                answer.send(record.position());
            }
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    @Override
    public ObjectNode event(List<BrokerRecord> records) {
        return json.event(records);
    }

    @Override
    public void close() {
        connection.abort(2_000);
    }
}
