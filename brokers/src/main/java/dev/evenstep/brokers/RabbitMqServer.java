package dev.evenstep.brokers;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.evenstep.local.stack.BrokerSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * RabbitMQ's own server, as a package of the system brings it, on this machine: at 127.0.0.1 only, with a node, a name server and a
 * folder of its own, so that it neither sees nor disturbs another one.
 */
public final class RabbitMqServer implements AutoCloseable {

    /** Debian's package has a wrapper on the path that refuses everybody but two users; the script behind it does not. */
    private static final List<String> PLACES = List.of(
            "/usr/lib/rabbitmq/bin/rabbitmq-server",
            "/opt/homebrew/sbin/rabbitmq-server",
            "/usr/local/sbin/rabbitmq-server",
            "/usr/sbin/rabbitmq-server");

    private static final String HOST = "127.0.0.1";

    private final ServerProcess process;
    private final URI uri;

    private RabbitMqServer(ServerProcess process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param port 0 for any that is free
     * @param data where messages are kept; null: nowhere
     * @throws IllegalStateException where it is not installed, and what to install then
     */
    public static RabbitMqServer start(int port, @Nullable Path data) {
        String server = installed()
                .orElseThrow(() -> new IllegalStateException(
                        "RabbitMQ's server is not here: install it, such as by apt-get install rabbitmq-server"));
        try {
            Path folder = data == null
                    ? Files.createTempDirectory("evenstep-rabbitmq")
                    : Files.createDirectories(data.resolve("rabbitmq"));
            Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
            int chosen = port == 0 ? ServerProcess.freePort() : port;
            Files.writeString(folder.resolve("rabbitmq.conf"), "listeners.tcp.local = %s:%d%n".formatted(HOST, chosen));
            String names = String.valueOf(ServerProcess.freePort());
            ServerProcess process = ServerProcess.start(
                    "RabbitMQ",
                    new ServerProcess.Settings(
                            List.of(server),
                            environment(folder.toAbsolutePath(), names),
                            folder,
                            data != null,
                            List.of("epmd", "-port", names, "-kill")));
            RabbitMqServer started =
                    new RabbitMqServer(process, URI.create("amqp://guest:guest@" + HOST + ":" + chosen));
            process.awaitReady(started::answers);
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException("RabbitMQ's settings cannot be written", failure);
        }
    }

    private static Optional<String> installed() {
        return PLACES.stream().filter(file -> Files.isExecutable(Path.of(file))).findFirst();
    }

    /** @param names the port of Erlang's name server */
    private static Map<String, String> environment(Path folder, String names) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", folder.toString());
        environment.put("ERL_EPMD_ADDRESS", HOST);
        environment.put("ERL_EPMD_PORT", names);
        environment.put("RABBITMQ_NODENAME", "evenstep-" + names + "@localhost");
        environment.put("RABBITMQ_DIST_PORT", String.valueOf(ServerProcess.freePort()));
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("messages").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
        environment.put("RABBITMQ_LOGS", "-");
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                folder.resolve("enabled_plugins").toString());
        environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
        environment.put(
                "RABBITMQ_CONF_ENV_FILE", folder.resolve("no-rabbitmq-env.conf").toString());
        return environment;
    }

    private boolean answers() {
        try (Connection connection = RabbitMqReader.factory(uri).newConnection()) {
            return connection.isOpen();
        } catch (IOException | TimeoutException notYet) {
            return false;
        }
    }

    /** With user and password, such as {@code amqp://guest:guest@127.0.0.1:5672}. */
    public URI uri() {
        return uri;
    }

    /** Makes the queues that are not there yet, durable. One that is there stays as it is. */
    public void ensureQueues(List<BrokerSpec.RabbitMqQueue> queues) {
        for (BrokerSpec.RabbitMqQueue queue : queues) {
            if (!isThere(queue)) {
                declare(queue);
            }
        }
    }

    private boolean isThere(BrokerSpec.RabbitMqQueue queue) {
        try (Connection connection = connect(queue)) {
            Channel channel = connection.createChannel();
            return channel.queueDeclarePassive(queue.name()).getQueue().equals(queue.name());
        } catch (IOException | TimeoutException missing) {
            return false;
        }
    }

    private void declare(BrokerSpec.RabbitMqQueue queue) {
        try (Connection connection = connect(queue)) {
            connection.createChannel().queueDeclare(queue.name(), true, false, false, Map.of());
        } catch (IOException | TimeoutException refused) {
            throw new IllegalStateException(
                    "RabbitMQ does not make the queue %s of the virtual host %s: local ones are in /"
                            .formatted(queue.name(), queue.virtualHost()),
                    refused);
        }
    }

    private Connection connect(BrokerSpec.RabbitMqQueue queue) throws IOException, TimeoutException {
        var factory = RabbitMqReader.factory(uri);
        factory.setVirtualHost(queue.virtualHost());
        return factory.newConnection();
    }

    /** The process, for who kills it. */
    ProcessHandle handle() {
        return process.handle();
    }

    /** Idempotent. */
    @Override
    public void close() {
        process.close();
    }
}
