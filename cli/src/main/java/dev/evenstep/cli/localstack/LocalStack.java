package dev.evenstep.cli.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The one LocalStack that the command starts without Docker. Its file of the process id says whether it runs. */
record LocalStack(Installation installation) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** @throws IllegalStateException where it runs already, the port is taken, or it does not get ready */
    void start(int port) {
        running().ifPresent(process -> {
            throw new IllegalStateException(
                    "LocalStack runs already, as process " + process.pid() + "; ./evenstep localstack stop ends it");
        });
        requireFree(port);
        Path python = installation.localStack();
        Path state = installation.folder().resolve("state");
        try {
            emptied(state);
            Path tmp = Files.createDirectories(state.resolve("tmp"));
            Tool tool = new Tool(tmp, ServerEnvironment.of(installation.folder(), port), log());
            Process process = tool.start(
                    List.of(python.toString(), installation.launcher().toString()));
            KillAtExit exit = new KillAtExit(process);
            // At once: what a hard stop of this process leaves, stop can still end.
            Path unused = Files.writeString(pidFile(), Long.toString(process.pid()));
            if (!comesTrue(() -> isReady(port) || !process.isAlive(), PATIENCE) || !process.isAlive()) {
                exit.close();
                Files.delete(pidFile());
                throw new IllegalStateException(
                        tool.lastLines() + "\nLocalStack does not start; all that it said is in " + log());
            }
            exit.leave();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start LocalStack", e);
        }
    }

    /** Ends it and all that it started. False where none runs. */
    boolean stop() {
        Optional<ProcessHandle> running = running();
        running.ifPresent(process -> {
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(process), process.descendants()).toList();
            if (!process.destroyForcibly() || !comesTrue(() -> all.stream().noneMatch(ProcessHandle::isAlive), GRACE)) {
                throw new IllegalStateException("a process of " + all + " does not end");
            }
        });
        try {
            boolean unused = Files.deleteIfExists(pidFile());
            emptied(installation.folder().resolve("state"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove what LocalStack left", e);
        }
        return running.isPresent();
    }

    Path log() {
        return installation.folder().resolve("localstack.log");
    }

    private Path pidFile() {
        return installation.folder().resolve("pid");
    }

    /** A process of that id may be somebody else's by now: only our launcher counts. */
    private Optional<ProcessHandle> running() {
        try {
            return Files.exists(pidFile())
                    ? ProcessHandle.of(
                                    Long.parseLong(Files.readString(pidFile()).strip()))
                            .filter(process -> process.info()
                                    .arguments()
                                    .map(arguments -> List.of(arguments)
                                            .contains(installation
                                                    .folder()
                                                    .resolve("launcher.py")
                                                    .toString()))
                                    .orElse(false))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + pidFile(), e);
        }
    }

    static void requireFree(int port) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            free.setReuseAddress(true);
        } catch (IOException taken) {
            throw new IllegalStateException(
                    "port " + port + " is taken: stop what runs there, or name another with --port", taken);
        }
    }

    static boolean isReady(int port) {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_localstack/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static boolean comesTrue(BooleanSupplier condition, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return true;
    }

    private static void emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
