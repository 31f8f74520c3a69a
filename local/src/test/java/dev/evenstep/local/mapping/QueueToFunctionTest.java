package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.lambda.FunctionRunner;
import dev.evenstep.local.lambda.RunnerFixture;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.sqs.Queue;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** From a real queue to a real function in its own JVM. */
@ExtendWith(SharedAws.class)
class QueueToFunctionTest {

    @TempDir
    private Path folder;

    private final SqsClient sqs;
    private final MappingFixture mappings;
    private RunnerFixture fixture;
    private FunctionRunner runner;

    QueueToFunctionTest(SharedAws.Running aws) {
        this.sqs = Clients.client(SqsClient.builder(), aws.endpoint());
        this.mappings = MappingFixture.ofQueues(aws);
    }

    @BeforeEach
    void open() {
        fixture = new RunnerFixture(folder);
        runner = fixture.runner(fixture.options(), fixture.function("f", "Batches"));
    }

    @AfterEach
    void close() {
        mappings.close();
        runner.close();
        sqs.close();
    }

    private Queue queue(int visibilitySeconds) {
        return Queue.create(sqs, Map.of("VisibilityTimeout", Integer.toString(visibilitySeconds)));
    }

    private Set<String> done() {
        return fixture.lines.stream()
                .filter(line -> line.startsWith("did "))
                .map(line -> line.split(" ", -1)[1])
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void nothingIsLostWhenInstancesAreKilledWhileMessagesFlow() throws Exception {
        Queue queue = queue(1);
        queue.sendAll(IntStream.range(0, 150).mapToObj(i -> "slow-" + i).toList());
        mappings.start(runner, MappingFixture.queue(queue.arn()));
        await().until(() -> done().size() > 5);

        List<ProcessHandle> instances = ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("samples.Batches"))
                .toList();
        assertThat(instances).isNotEmpty();
        instances.forEach(ProcessHandle::destroyForcibly);

        await().until(queue::isEmpty);
        assertThat(done()).hasSize(150);
        assertThat(fixture.events).anyMatch(FunctionEvent.Crashed.class::isInstance);
    }

    @Test
    void whatTheFunctionReportsFailedComesBackAndTheRestIsGone() {
        assertThat(runner.invoke("f", "{}").failed()).isFalse(); // so that the batch meets a function that is ready
        Queue queue = queue(2);
        queue.send("good-1");
        queue.send("fail-2");
        queue.send("good-3");
        mappings.start(runner, MappingFixture.queue(queue.arn()));

        await().until(() -> fixture.lines.stream()
                        .filter(line -> line.startsWith("did fail-2"))
                        .count()
                >= 2);
        assertThat(fixture.lines)
                .filteredOn(line -> line.startsWith("did good"))
                .hasSize(2);
    }
}
