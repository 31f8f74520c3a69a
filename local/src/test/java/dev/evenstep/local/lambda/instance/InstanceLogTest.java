package dev.evenstep.local.lambda.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of an instance whose output lags behind its answers. */
class InstanceLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    private final PipedOutputStream printed = new PipedOutputStream();
    private final InstanceLog log = new InstanceLog(
            "f", "stream", (function, stream, time, line) -> lines.add(line), InstantSource.system(), asked);
    private Thread pump;

    @BeforeEach
    void start() throws IOException {
        PipedInputStream output = new PipedInputStream(printed);
        pump = Thread.ofVirtual().start(() -> log.pump(output));
    }

    @AfterEach
    void end() throws Exception {
        printed.close();
        pump.join();
    }

    private void print(String text) throws IOException {
        printed.write(text.getBytes(StandardCharsets.UTF_8));
        printed.flush();
    }

    @Test
    void theEndComesAfterWhatWasPrintedBeforeTheMark() throws Exception {
        log.open("START 1");
        CompletableFuture<String> tail = log.close(List.of("END 1"));
        assertThat(asked.size()).as("not before the runtime asks for work").isZero();
        log.idle();
        assertThat(asked.size()).isEqualTo(1);
        print("hello\n");
        await().until(() -> lines.contains("hello"));
        assertThat(tail).isNotDone();
        print(Launcher.MARK);

        assertThat(tail).succeedsWithin(PATIENCE).isEqualTo("START 1\nhello\nEND 1\n");
        assertThat(lines).containsExactly("START 1", "hello", "END 1");
    }

    @Test
    void aRuntimeThatAsksForWorkBeforeTheEndIsToldIsMarkedToo() throws Exception {
        log.open("START 1");
        log.idle();
        CompletableFuture<String> tail = log.close(List.of("END 1"));
        print(Launcher.MARK);

        assertThat(tail).succeedsWithin(PATIENCE);
        assertThat(asked.size()).isEqualTo(1);
    }

    @Test
    void aMarkThatComesLateEndsItsOwnInvocationAndNoOther() throws Exception {
        log.open("START 1");
        log.idle();
        CompletableFuture<String> first = log.close(List.of("END 1"));
        log.open("START 2");
        log.idle();
        assertThat(asked.size()).as("one mark for each end").isEqualTo(1);
        print("one\n" + Launcher.MARK);
        assertThat(first).succeedsWithin(PATIENCE);

        CompletableFuture<String> second = log.close(List.of("END 2"));
        assertThat(asked.size()).isEqualTo(2);
        print("two\n");
        await().until(() -> lines.contains("two"));
        assertThat(second).isNotDone();
        print(Launcher.MARK);

        assertThat(second).succeedsWithin(PATIENCE).isEqualTo("START 2\ntwo\nEND 2\n");
        assertThat(lines).containsExactly("START 1", "one", "END 1", "START 2", "two", "END 2");
    }

    @Test
    void theEndOfTheProcessServesAsEveryMark() throws Exception {
        log.open("START 1");
        CompletableFuture<String> tail = log.close(List.of("END 1"));
        print("last words");
        printed.close();

        assertThat(tail).succeedsWithin(PATIENCE);
        assertThat(lines).containsExactly("START 1", "last words", "END 1");
        assertThat(log.close(List.of("END 2"))).isDone();
    }

    @Test
    void theTailIsTheLastFourKilobytes() throws Exception {
        log.open("START 1");
        for (int i = 0; i < 1000; i++) {
            print("line number " + i + "\n");
        }
        log.idle();
        CompletableFuture<String> tail = log.close(List.of("END 1"));
        print(Launcher.MARK);

        assertThat(tail)
                .succeedsWithin(PATIENCE)
                .satisfies(text -> assertThat(text).hasSize(4096).endsWith("line number 999\nEND 1\n"));
    }
}
