package dev.evenstep.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server in a process of its own, with a folder for what it writes. A second process, a shell, waits for the end of this JVM and
 * ends the server then, whatever way this JVM was ended.
 */
final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LAST_LINES = 12;

    /** {@code $1} is the server, {@code $2} a folder to delete or no text; the rest is run when it is gone. Ctrl-C reaches it, too. */
    private static final String GUARD = """
            trap '' INT TERM HUP
            cat >/dev/null
            kill -TERM "$1" 2>/dev/null
            for second in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null && sleep 1; done
            kill -KILL "$1" 2>/dev/null
            [ -z "$2" ] || rm -rf -- "$2"
            shift 2
            "$@"
            """;

    private final String name;
    private final Process server;
    private final Process guard;
    private final Path folder;

    private ServerProcess(String name, Process server, Process guard, Path folder) {
        this.name = name;
        this.server = server;
        this.guard = guard;
        this.folder = folder;
    }

    /**
     * @param environment in addition to this process's
     * @param folder where it runs and writes {@code server.log}
     * @param keepsFolder whether that is there when the server has ended
     * @param cleanup a command that is run when it has ended, {@code true} where there is nothing to do
     */
    record Settings(
            List<String> command,
            Map<String, String> environment,
            Path folder,
            boolean keepsFolder,
            List<String> cleanup) {

        Settings {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
            cleanup = List.copyOf(cleanup);
        }
    }

    static ServerProcess start(String name, Settings settings) {
        try {
            ProcessBuilder builder = new ProcessBuilder(settings.command())
                    .directory(settings.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(settings.folder().resolve("server.log").toFile());
            builder.environment().putAll(settings.environment());
            Process server = builder.start();
            String deleted = settings.keepsFolder() ? "" : settings.folder().toString();
            List<String> guard =
                    new ArrayList<>(List.of("sh", "-c", GUARD, name, String.valueOf(server.pid()), deleted));
            guard.addAll(settings.cleanup());
            ProcessBuilder guarding =
                    new ProcessBuilder(guard).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            guarding.environment().putAll(settings.environment());
            return new ServerProcess(name, server, guarding.start(), settings.folder());
        } catch (IOException failure) {
            throw new UncheckedIOException(name + " cannot be started", failure);
        }
    }

    /**
     * Waits until the server answers; ends it where it does not.
     *
     * @throws IllegalStateException where it has ended or does not answer in time: with the last lines that it wrote
     */
    void awaitReady(BooleanSupplier answers) {
        Instant end = Instant.now().plus(PATIENCE);
        try {
            while (!answers.getAsBoolean()) {
                if (server.waitFor(50, TimeUnit.MILLISECONDS) || Instant.now().isAfter(end)) {
                    String why = server.isAlive() ? " does not answer within " + PATIENCE.toSeconds() + " s" : " ended";
                    throw new IllegalStateException(name + why + "; the end of its log is:\n" + lastLines());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException(name + " was not awaited", interrupted);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("server.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** The process, for a test that kills it. */
    ProcessHandle handle() {
        return server.toHandle();
    }

    /** Ends the server, what it leaves running, and its folder where that is not to be kept. Idempotent. */
    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(15, TimeUnit.SECONDS)) {
                Process unused = guard.destroyForcibly();
                Process unused2 = server.destroyForcibly();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(name + " has not ended well", failure);
        } catch (InterruptedException interrupted) {
            Process unused = server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A port of this machine that nobody listens at. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException("No port is free", failure);
        }
    }
}
