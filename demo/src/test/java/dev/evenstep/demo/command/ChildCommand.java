package dev.evenstep.demo.command;

import static org.awaitility.Awaitility.await;

import dev.evenstep.cli.run.ProjectDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command in a process of its own, with this JVM's class path. Nothing of it is left when it is closed. */
final class ChildCommand implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;
    private final List<ProcessHandle> known = new ArrayList<>();

    private ChildCommand(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param folder where its output goes, under the name */
    static ChildCommand start(Path folder, String name, String... arguments) throws IOException {
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Devenstep.home=" + ProjectDirectory.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                DemoMain.class.getName()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ChildCommand(process, out, err);
    }

    /** Waits until standard output has this in it, and gives all of that. */
    String awaitOutput(String text) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> text(out).contains(text) || !process.isAlive());
        if (!text(out).contains(text)) {
            throw new AssertionError("it ended: " + errors());
        }
        lookForChildren();
        return text(out);
    }

    String errors() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Its processes, all that ever were seen here. */
    List<ProcessHandle> children() {
        lookForChildren();
        return List.copyOf(known);
    }

    private void lookForChildren() {
        process.descendants().filter(child -> !known.contains(child)).forEach(known::add);
    }

    /** Asks it to end, as Ctrl-C and {@code kill} do; gives its exit code. */
    int terminate() throws InterruptedException {
        lookForChildren();
        process.destroy();
        return exitCode();
    }

    /** Ends it as {@code kill -9} does, at once and unasked. */
    int kill() throws InterruptedException {
        lookForChildren();
        process.destroyForcibly();
        return exitCode();
    }

    private int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + errors());
        }
        return process.exitValue();
    }

    /** They end at once; on a busy machine one may have to start whole before it sees that it is alone. */
    void awaitEndOfChildren() {
        await().atMost(PATIENCE).until(() -> known.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
        lookForChildren();
        process.destroyForcibly();
        known.forEach(ProcessHandle::destroyForcibly);
    }
}
