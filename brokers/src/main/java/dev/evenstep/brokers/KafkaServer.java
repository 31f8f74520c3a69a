package dev.evenstep.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/** Apache Kafka's own server on this machine: one broker, which is the controller too, at 127.0.0.1 only. */
public final class KafkaServer implements AutoCloseable {

    /** Few enough to start quickly, and more than one, so that an order across partitions is not taken for granted. */
    private static final int PARTITIONS = 4;

    private final ServerProcess process;
    private final String bootstrapServers;

    private KafkaServer(ServerProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param code of {@code evenstep-kafka-server}: {@code target/} of its module
     * @param port 0 for any that is free
     * @param data where records are kept; null: nowhere
     * @throws IllegalStateException where its code is not there, and what to do then
     */
    public static KafkaServer start(Path code, int port, @Nullable Path data) {
        Path classPath = code.resolve("class-path");
        if (!Files.exists(classPath)) {
            throw new IllegalStateException(
                    "Kafka's server is not here: ./evenstep start --with kafka fetches it, or in Evenstep's folder"
                            + " mvn -pl brokers/kafka-server process-classes (44 MB)");
        }
        try {
            Path folder = data == null
                    ? Files.createTempDirectory("evenstep-kafka")
                    : Files.createDirectories(data.resolve("kafka"));
            String servers = "127.0.0.1:" + (port == 0 ? ServerProcess.freePort() : port);
            Path settings =
                    Files.writeString(folder.resolve("server.properties"), settings(servers, folder.toAbsolutePath()));
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-Dlogback.configurationFile=kafka-server-logback.xml",
                    "-cp",
                    code.resolve("classes").toAbsolutePath() + ":"
                            + Files.readString(classPath).strip(),
                    "dev.evenstep.kafkaserver.KafkaServerProcess",
                    settings.toAbsolutePath().toString());
            ServerProcess process = ServerProcess.start(
                    "Kafka", new ServerProcess.Settings(command, Map.of(), folder, data != null, List.of("true")));
            KafkaServer server = new KafkaServer(process, servers);
            process.awaitReady(server::answers);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException("Kafka's settings cannot be written", failure);
        }
    }

    private static String settings(String servers, Path folder) {
        int controller = ServerProcess.freePort();
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controller,
                "listeners=PLAINTEXT://" + servers + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners=PLAINTEXT://" + servers,
                "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs=" + folder.resolve("records"),
                "num.partitions=" + PARTITIONS,
                "auto.create.topics.enable=false",
                "offsets.topic.num.partitions=1",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.num.partitions=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "log.cleaner.dedupe.buffer.size=2097152",
                "");
    }

    private boolean answers() {
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 2_000, "request.timeout.ms", 2_000));
    }

    /** Such as {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Makes the topics that are not there yet, with four partitions each. */
    public void ensureTopics(Set<String> topics) {
        try (Admin admin = admin()) {
            Set<String> there = admin.listTopics().names().get(10, TimeUnit.SECONDS);
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !there.contains(topic))
                    .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                    .toList();
            Void unused = admin.createTopics(missing).all().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException refused) {
            throw new IllegalStateException("Kafka does not make the topics " + topics, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
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
