package dev.evenstep.local.mapping;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.lambda.RunnerFixture;
import dev.evenstep.local.sqs.Queue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How soon a function hears of something, where nothing else is going on. */
@ExtendWith(SharedAws.class)
@Isolated("times are measured")
class LatencyTest {

    private static final Duration SOON = Duration.ofMillis(25);

    private final SharedAws.Running aws;

    LatencyTest(SharedAws.Running aws) {
        this.aws = aws;
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    @Test
    void aRecordReachesTheFunctionSoon() throws Exception {
        var endpoint = aws.endpoint();
        try (var dynamo = Clients.client(DynamoDbClient.builder(), endpoint);
                var fixture = MappingFixture.ofStreams(aws)) {
            BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
            fixture.function.does(event -> {
                arrivals.add(System.nanoTime());
                return "null";
            });
            var table = Table.create(dynamo, "latency");
            var spec = MappingFixture.stream(table.streamArn());
            var mappings = fixture.start(spec);
            await().until(() -> mappings.get(spec.id()).state().equals("Enabled"));

            List<Duration> latencies = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                table.put("p", "%03d".formatted(i));
                long written = System.nanoTime();
                latencies.add(Duration.ofNanos(requireNonNull(arrivals.poll(30, SECONDS)) - written));
            }

            assertThat(median(latencies)).isLessThan(SOON);
        }
    }

    @Test
    void aMessageReachesAWarmFunctionSoon(@TempDir Path folder) {
        var runners = new RunnerFixture(folder);
        try (var sqs = Clients.client(SqsClient.builder(), aws.endpoint());
                var runner = runners.runner(runners.options(), runners.function("f", "Batches"));
                var fixture = MappingFixture.ofQueues(aws)) {
            var queue = Queue.create(sqs, Map.of());
            fixture.start(runner, MappingFixture.queue(queue.arn()));
            queue.send("warm");
            arrival(runners, "warm");

            List<Duration> latencies = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String body = "message-" + i;
                long sent = System.currentTimeMillis();
                queue.send(body);
                latencies.add(Duration.ofMillis(arrival(runners, body) - sent));
            }

            assertThat(median(latencies)).isLessThan(SOON);
        }
    }

    /** When the function says that it did a message, by its own clock. */
    private static long arrival(RunnerFixture runners, String body) {
        String beginning = "did " + body + " ";
        await().until(() -> runners.lines.stream().anyMatch(line -> line.startsWith(beginning)));
        String line = runners.lines.stream()
                .filter(printed -> printed.startsWith(beginning))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }
}
