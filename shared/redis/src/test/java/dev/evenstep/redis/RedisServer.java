package dev.evenstep.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A {@code redis-server} of the test's own: on this machine, at a free port, keeping nothing on disk. */
final class RedisServer implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final int port;
    private final Process process;
    private final Path folder;

    private RedisServer(int port, Process process, Path folder) {
        this.port = port;
        this.process = process;
        this.folder = folder;
    }

    static RedisServer start(String... options) {
        return startAt(freePort(), options);
    }

    static RedisServer startAt(int port, String... options) {
        RedisServer server = launch(port, options);
        await().atMost(LONGEST_START)
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(() -> {
                    String unused = server.asked(RedisCommands::ping);
                    return true;
                });
        return server;
    }

    /** Without waiting for it: one that speaks TLS only, or asks who is there. */
    static RedisServer launch(int port, String... options) {
        Path folder = folder();
        List<String> command = new ArrayList<>(List.of("redis-server", "--bind", "127.0.0.1", "--save", ""));
        command.addAll(List.of("--appendonly", "no", "--dir", folder.toString()));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(Arrays.asList(options));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new RedisServer(port, process, folder);
        } catch (IOException missing) {
            throw new AssertionError(
                    "redis-server is missing: install it with apt-get install redis-server, as .ci/redis does",
                    missing);
        }
    }

    /** A replica writes there what it gets. */
    private static Path folder() {
        try {
            return Files.createTempDirectory("redis");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** On a connection of its own. */
    <T> T asked(Function<RedisCommands<String, String>, T> question) {
        RedisClient client = RedisClient.create(url());
        try (var connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    long number(Function<RedisCommands<String, String>, Long> question) {
        return asked(question);
    }

    String text(Function<RedisCommands<String, String>, String> question) {
        return asked(question);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            int unused = process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (NoSuchFileException closedBefore) {
            // A test may close a server itself.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
