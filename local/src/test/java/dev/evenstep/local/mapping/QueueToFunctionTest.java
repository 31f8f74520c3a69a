package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenstep.local.lambda.FunctionRunner;
import dev.evenstep.local.lambda.RunnerFixture;
import dev.evenstep.local.lambda.report.FunctionEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real queue to a real function in its own JVM. */
class QueueToFunctionTest {

    private static TestQueues queues;

    @TempDir
    private Path folder;

    private MappingFixture mappings;
    private RunnerFixture fixture;
    private FunctionRunner runner;

    @BeforeAll
    static void startServer() {
        queues = new TestQueues();
    }

    @AfterAll
    static void stopServer() {
        queues.close();
    }

    @BeforeEach
    void open() {
        mappings = MappingFixture.of(queues);
        fixture = new RunnerFixture(folder);
        runner = fixture.runner(fixture.options(), fixture.function("f", "Batches"));
    }

    @AfterEach
    void close() {
        mappings.close();
        runner.close();
    }

    private Set<String> done() {
        return fixture.lines.stream()
                .filter(line -> line.startsWith("did "))
                .map(line -> line.split(" ", -1)[1])
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void nothingIsLostWhenInstancesAreKilledWhileMessagesFlow() throws Exception {
        String arn = queues.create("killed", 1);
        for (int i = 0; i < 150; i++) {
            queues.send(arn, "slow-" + i);
        }
        mappings.start(runner, MappingFixture.queue(arn));
        await().until(() -> done().size() > 5);

        List<ProcessHandle> instances = ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("samples.Batches"))
                .toList();
        assertThat(instances).isNotEmpty();
        instances.forEach(ProcessHandle::destroyForcibly);

        await().atMost(Duration.ofSeconds(20)).until(() -> queues.isEmpty(arn));
        assertThat(done()).hasSize(150);
        assertThat(fixture.events).anyMatch(FunctionEvent.Crashed.class::isInstance);
    }

    @Test
    void whatTheFunctionReportsFailedComesBackAndTheRestIsGone() {
        String arn = queues.create("partial", 1);
        queues.send(arn, "good-1");
        queues.send(arn, "fail-2");
        queues.send(arn, "good-3");
        mappings.start(runner, MappingFixture.queue(arn));

        await().until(() -> fixture.lines.stream()
                        .filter(line -> line.startsWith("did fail-2"))
                        .count()
                >= 2);
        assertThat(fixture.lines)
                .filteredOn(line -> line.startsWith("did good"))
                .hasSize(2);
    }

    @Test
    void aMessageReachesAWarmFunctionQuickly() {
        String arn = queues.create("latency", 30);
        mappings.start(runner, MappingFixture.queue(arn));
        queues.send(arn, "warm");
        await().until(() -> done().contains("warm"));
        List<Long> latencies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String body = "message-" + i;
            long sent = System.currentTimeMillis();
            queues.send(arn, body);
            await().pollInterval(Duration.ofMillis(2)).until(() -> done().contains(body));
            String line = fixture.lines.stream()
                    .filter(printed -> printed.startsWith("did " + body + " "))
                    .findFirst()
                    .orElseThrow();
            latencies.add(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)) - sent);
        }
        latencies.sort(null);
        assertThat(latencies.get(10)).isLessThan(200);
    }
}
