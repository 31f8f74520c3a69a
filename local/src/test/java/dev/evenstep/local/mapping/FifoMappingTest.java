package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.sqs.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A FIFO queue as a function's event source. */
@ExtendWith(SharedAws.class)
@Execution(ExecutionMode.CONCURRENT)
class FifoMappingTest {

    private static final List<String> GROUPS = List.of("a", "b", "c");

    private final SqsClient sqs;
    private final Queue queue;
    private final MappingFixture fixture;

    FifoMappingTest(SharedAws.Running aws) {
        this.sqs = Clients.client(SqsClient.builder(), aws.endpoint());
        this.queue = Queue.create(sqs, Map.of("FifoQueue", "true", "VisibilityTimeout", "2"));
        this.fixture = MappingFixture.ofQueues(aws);
    }

    @AfterEach
    void close() {
        fixture.close();
        sqs.close();
    }

    private static List<String> expected(String group, int count) {
        return IntStream.range(0, count).mapToObj(i -> group + i).toList();
    }

    private static String group(JsonNode record) {
        return record.at("/attributes/MessageGroupId").asText();
    }

    @Test
    void theAttributesOfAFifoQueueAreThere() {
        queue.send("a", "aa0", "a0");
        fixture.start(MappingFixture.queue(queue.arn()));

        await().until(queue::isEmpty);
        JsonNode attributes = fixture.function.events.getFirst().at("/Records/0/attributes");
        assertThat(attributes.path("MessageGroupId").asText()).isEqualTo("a");
        assertThat(attributes.path("MessageDeduplicationId").asText()).isEqualTo("aa0");
        assertThat(attributes.path("SequenceNumber").asText()).matches("\\d+");
    }

    @Test
    void eachGroupKeepsItsOrderAndIsInOneBatchAtATime() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Set<String> inFlight = ConcurrentHashMap.newKeySet();
        fixture.function.does(event -> {
            Set<String> groups = new HashSet<>();
            event.path("Records").forEach(record -> groups.add(group(record)));
            for (String group : groups) {
                assertThat(inFlight.add(group))
                        .as("group %s in one batch only", group)
                        .isTrue();
            }
            seen.addAll(ScriptedFunction.texts(event, "/body"));
            inFlight.removeAll(groups);
            return "null";
        });
        for (int i = 0; i < 20; i++) {
            for (String group : GROUPS) {
                queue.send(group, group + group + i, group + i);
            }
        }
        fixture.start(MappingFixture.withBatch(MappingFixture.queue(queue.arn()), 4, Duration.ZERO));

        await().until(queue::isEmpty);
        for (String group : GROUPS) {
            assertThat(seen).filteredOn(body -> body.startsWith(group)).isEqualTo(expected(group, 20));
        }
    }

    @Test
    void afterAPartialFailureTheFailedGroupGoesOnInOrderAndTheOthersAreNotHeldBack() {
        List<String> applied = new CopyOnWriteArrayList<>();
        Set<String> failedOnce = ConcurrentHashMap.newKeySet();
        fixture.function.does(event -> {
            Set<String> failedGroups = new HashSet<>();
            List<String> failures = new ArrayList<>();
            for (JsonNode record : event.path("Records")) {
                String body = record.path("body").asText();
                boolean fails = failedGroups.contains(group(record)) || (body.equals("a1") && failedOnce.add(body));
                if (fails) {
                    failedGroups.add(group(record));
                    failures.add(
                            "{\"itemIdentifier\":\"" + record.path("messageId").asText() + "\"}");
                } else {
                    applied.add(body);
                }
            }
            return "{\"batchItemFailures\":[" + String.join(",", failures) + "]}";
        });
        for (int i = 0; i < 5; i++) {
            for (String group : GROUPS) {
                queue.send(group, group + group + i, group + i);
            }
        }
        fixture.start(MappingFixture.queue(queue.arn()));

        await().until(queue::isEmpty);
        for (String group : GROUPS) {
            assertThat(applied).filteredOn(body -> body.startsWith(group)).isEqualTo(expected(group, 5));
        }
        assertThat(applied.indexOf("c4")).isLessThan(applied.indexOf("a1"));
    }

    @Test
    void aFailedBatchComesBackInOrder() {
        List<String> applied = new CopyOnWriteArrayList<>();
        fixture.function.does(event -> {
            if (fixture.function.events.size() == 1) {
                throw new IllegalStateException("not yet");
            }
            applied.addAll(ScriptedFunction.texts(event, "/body"));
            return "null";
        });
        for (int i = 0; i < 5; i++) {
            queue.send("a", "a" + "a" + i, "a" + i);
        }
        fixture.start(MappingFixture.queue(queue.arn()));

        await().until(queue::isEmpty);
        assertThat(applied).isEqualTo(expected("a", 5));
    }
}
