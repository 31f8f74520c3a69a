package dev.evenstep.cli;

import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** {@code start} in this JVM, until it is closed. */
final class RunningStart implements AutoCloseable {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Thread thread;

    RunningStart(String... arguments) {
        String[] all = Stream.concat(Stream.of("start", "--port", "0", "--json"), Stream.of(arguments))
                .toArray(String[]::new);
        thread = Thread.ofVirtual()
                .start(() -> code.complete(new Cli(List.of(), List.of())
                        .run(new PrintWriter(out, true), new PrintWriter(err, true), all)));
    }

    /** What it says when all is ready. */
    Ran ready() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> code.isDone() || out.toString().endsWith("}" + System.lineSeparator()));
        if (code.isDone()) {
            throw new AssertionError("it ended: " + err);
        }
        return new Ran(0, out.toString(), err.toString());
    }

    /** Interrupts it, since only the process's end would let it go by itself. */
    @Override
    public void close() {
        thread.interrupt();
        await().atMost(Duration.ofSeconds(60)).until(code::isDone);
    }
}
