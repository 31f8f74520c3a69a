package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.Specs;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.sqs.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A standard queue as a function's event source. */
@ExtendWith(SharedAws.class)
@Execution(ExecutionMode.CONCURRENT)
class QueueMappingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsClient sqs;
    private final Queue queue;
    private final MappingFixture fixture;

    QueueMappingTest(SharedAws.Running aws) {
        this.sqs = Clients.client(SqsClient.builder(), aws.endpoint());
        this.queue = Queue.create(sqs, Map.of());
        this.fixture = MappingFixture.ofQueues(aws);
    }

    @AfterEach
    void close() {
        fixture.close();
        sqs.close();
    }

    /** With the shortest visibility time-out there is. */
    private Queue impatient() {
        return Queue.create(sqs, Map.of("VisibilityTimeout", "1"));
    }

    private void sendAll(int count) {
        queue.sendAll(IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    /** What is hidden of this queue comes back now, and not only after the visibility time-out. */
    private void showAgain(Predicate<JsonNode> which) {
        for (JsonNode event : fixture.function.events) {
            for (JsonNode record : event.path("Records")) {
                if (which.test(record)) {
                    queue.show(record.path("receiptHandle").asText());
                }
            }
        }
    }

    private List<String> allBodies() {
        return fixture.function.bodies().stream().flatMap(List::stream).toList();
    }

    private static String failures(String... ids) {
        List<String> items = new ArrayList<>();
        for (String id : ids) {
            items.add("{\"itemIdentifier\":\"" + id + "\"}");
        }
        return "{\"batchItemFailures\":[" + String.join(",", items) + "]}";
    }

    @Test
    void theEventHasLambdasShape() {
        sqs.sendMessage(request -> request.queueUrl(queue.url())
                .messageBody("{\"order\":1}")
                .messageAttributes(Map.of(
                        "text",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("v")
                                        .build(),
                        "number",
                                MessageAttributeValue.builder()
                                        .dataType("Number")
                                        .stringValue("7")
                                        .build(),
                        "bytes",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2, 3}))
                                        .build())));

        // not the region of this SQS, so that it can only be from the ARN
        String arn = queue.arn().replace("us-east-1", "eu-central-1");
        fixture.start(MappingFixture.queue(arn));

        await().until(() -> !fixture.function.events.isEmpty());
        JsonNode record = fixture.function.events.getFirst().path("Records").path(0);
        assertThat(record.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "messageId",
                        "receiptHandle",
                        "body",
                        "attributes",
                        "messageAttributes",
                        "md5OfBody",
                        "md5OfMessageAttributes",
                        "eventSource",
                        "eventSourceARN",
                        "awsRegion");
        assertThat(record.path("body").asText()).isEqualTo("{\"order\":1}");
        assertThat(record.path("attributes").path("ApproximateReceiveCount").asText())
                .isEqualTo("1");
        assertThat(record.path("attributes").path("SentTimestamp").asText()).matches("\\d{13}");
        assertThat(record.path("attributes")
                        .path("ApproximateFirstReceiveTimestamp")
                        .asText())
                .matches("\\d{13}");
        assertThat(record.path("attributes").has("SenderId")).isTrue();
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asText()).isEqualTo(arn);
        assertThat(record.path("awsRegion").asText()).isEqualTo("eu-central-1");
        assertThat(record.path("messageAttributes").toString())
                .contains(
                        "\"text\":{\"stringValue\":\"v\",\"stringListValues\":[],\"binaryListValues\":[],\"dataType\":\"String\"}")
                .contains(
                        "\"number\":{\"stringValue\":\"7\",\"stringListValues\":[],\"binaryListValues\":[],\"dataType\":\"Number\"}")
                .contains(
                        "\"bytes\":{\"binaryValue\":\"AQID\",\"stringListValues\":[],\"binaryListValues\":[],\"dataType\":\"Binary\"}");
    }

    @Test
    void whatSucceedsIsDeleted() {
        sendAll(35);
        Mappings mappings = fixture.start(MappingFixture.queue(queue.arn()));

        await().until(queue::isEmpty);
        assertThat(allBodies()).hasSize(35).doesNotHaveDuplicates();
        assertThat(fixture.function.bodies()).allMatch(batch -> batch.size() <= 10);
        assertThat(mappings.list().getFirst().lastProcessingResult()).isEqualTo("OK");
        assertThat(mappings.list().getFirst().state()).isEqualTo("Enabled");
    }

    @Test
    void onlyWhatIsReportedFailedComesBack() {
        Map<String, Integer> seen = new ConcurrentHashMap<>();
        fixture.function.does(event -> {
            List<String> failed = new ArrayList<>();
            for (JsonNode record : event.path("Records")) {
                int times = seen.merge(record.path("body").asText(), 1, Integer::sum);
                if (times == 1 && Integer.parseInt(record.path("body").asText()) % 3 == 0) {
                    failed.add(record.path("messageId").asText());
                }
            }
            return failures(failed.toArray(String[]::new));
        });
        sendAll(10);
        fixture.start(MappingFixture.withConcurrency(MappingFixture.queue(queue.arn()), 2));
        await().until(() -> queue.counts().equals(List.of(0, 4)));
        showAgain(record -> record.path("body").asInt() % 3 == 0);

        await().until(queue::isEmpty);
        assertThat(seen).hasSize(10);
        seen.forEach((body, times) ->
                assertThat(times).as("deliveries of %s", body).isEqualTo(Integer.parseInt(body) % 3 == 0 ? 2 : 1));
    }

    @Test
    void aFailedFunctionMeansThatTheWholeBatchComesBackWithItsReceiveCount() {
        fixture.function.does(event -> {
            if (event.at("/Records/0/attributes/ApproximateReceiveCount").asInt() < 2) {
                throw new IllegalStateException("not yet");
            }
            return "null";
        });
        sendAll(5);
        Mappings mappings = fixture.start(MappingFixture.queue(queue.arn()));

        await().until(() -> !fixture.function.events.isEmpty());
        await().until(() -> mappings.list().getFirst().lastProcessingResult().equals("PROBLEM: Function call failed"));
        assertThat(queue.counts()).isEqualTo(List.of(0, 5));
        showAgain(record -> true);

        await().until(queue::isEmpty);
        assertThat(allBodies()).hasSize(10);
    }

    @Test
    void aReportOfFailuresIsNotReadWhereTheMappingDoesNotAskForIt() {
        fixture.function.does(event -> failures(event.at("/Records/0/messageId").asText()));
        sendAll(1);
        fixture.start(MappingFixture.withReports(MappingFixture.queue(queue.arn()), false));

        await().until(queue::isEmpty);
        assertThat(fixture.function.events).hasSize(1);
    }

    @Test
    void whatTheFilterDropsIsDeletedUnseen() {
        queue.send("{\"type\":\"a\"}");
        queue.send("{\"type\":\"b\"}");
        queue.send("no json");
        fixture.start(MappingFixture.withFilters(MappingFixture.queue(queue.arn()), "{\"body\":{\"type\":[\"b\"]}}"));

        await().until(queue::isEmpty);
        assertThat(allBodies()).containsExactly("{\"type\":\"b\"}");
    }

    @Test
    void aWindowGathersABatchLargerThanOneReceive() {
        sendAll(25);
        fixture.start(MappingFixture.withBatch(MappingFixture.queue(queue.arn()), 25, Duration.ofSeconds(20)));

        await().until(queue::isEmpty);
        assertThat(fixture.function.bodies())
                .singleElement()
                .satisfies(batch -> assertThat(batch).hasSize(25));
    }

    @Test
    void aWindowThatEndsHandsOverWhatThereIs() {
        sendAll(3);
        fixture.start(MappingFixture.withBatch(MappingFixture.queue(queue.arn()), 100, Duration.ofSeconds(1)));

        await().until(queue::isEmpty);
        assertThat(fixture.function.bodies())
                .singleElement()
                .satisfies(batch -> assertThat(batch).hasSize(3));
    }

    @Test
    void aMessageThatComesAgainWithinTheWindowIsInTheBatchOnce() {
        Queue quick = impatient();
        quick.send("once");
        fixture.start(MappingFixture.withBatch(MappingFixture.queue(quick.arn()), 100, Duration.ofSeconds(2)));

        await().until(() -> !fixture.function.events.isEmpty());
        assertThat(fixture.function.bodies().getFirst()).containsExactly("once");
    }

    @Test
    void messagesThatWaitedTooLongForAnInstanceAreLeftToTheirNextDelivery() throws Exception {
        int taken = fixture.function.room.drainPermits();
        fixture.function.letsRoomBeSeen();
        Queue quick = impatient();
        quick.send("late");
        fixture.start(MappingFixture.queue(quick.arn()));
        await().until(fixture.function.room::hasQueuedThreads);
        await().until(() -> quick.counts().equals(List.of(1, 0)));
        fixture.function.room.release(taken);

        await().until(() -> quick.isEmpty());
        assertThat(fixture.function.events)
                .singleElement()
                .satisfies(event -> assertThat(event.at("/Records/0/attributes/ApproximateReceiveCount")
                                .asText())
                        .isEqualTo("2"));
    }

    @Test
    void aBatchThatWouldExceedSixMegabytesIsCut() {
        String body = "x".repeat(250 * 1024);
        for (int i = 0; i < 30; i++) {
            queue.send(body);
        }
        fixture.start(MappingFixture.withBatch(MappingFixture.queue(queue.arn()), 100, Duration.ofSeconds(2)));

        await().until(queue::isEmpty);
        assertThat(fixture.function.events)
                .hasSizeBetween(2, 3)
                .allMatch(event -> event.toString().length() < 6 * 1024 * 1024);
    }

    @Test
    void noMoreBatchesRunAtOnceThanTheMaximumConcurrency() {
        MappingFixture wide = fixture;
        wide.function.room.release(20);
        CountDownLatch twoAtOnce = new CountDownLatch(2);
        wide.function.does(event -> {
            twoAtOnce.countDown();
            assertThat(twoAtOnce.await(20, TimeUnit.SECONDS)).isTrue();
            return "null";
        });
        sendAll(60);
        wide.start(MappingFixture.withConcurrency(
                MappingFixture.withBatch(MappingFixture.queue(queue.arn()), 5, Duration.ZERO), 2));

        await().until(queue::isEmpty);
        assertThat(wide.function.mostAtOnce).hasValue(2);
    }

    @Test
    void nothingIsReceivedWhileTheFunctionHasNoRoom() {
        int taken = fixture.function.room.drainPermits();
        sendAll(5);
        Mappings mappings = fixture.start(MappingFixture.queue(queue.arn()));
        await().until(() -> mappings.list().getFirst().state().equals("Enabled"));
        await().until(fixture.function.room::hasQueuedThreads);

        assertThat(queue.counts()).isEqualTo(List.of(5, 0));

        fixture.function.room.release(taken);
        await().until(queue::isEmpty);
        assertThat(fixture.function.events)
                .allMatch(event -> event.at("/Records/0/attributes/ApproximateReceiveCount")
                        .asText()
                        .equals("1"));
    }

    @Test
    void aMappingThatIsSwitchedOffLeavesMessagesAloneAndGoesOnWhenSwitchedOn() {
        var spec = MappingFixture.queue(queue.arn());
        Mappings mappings = fixture.start(spec);
        await().until(() -> mappings.get(spec.id()).state().equals("Enabled"));

        assertThat(mappings.update(spec.id(), now -> MappingFixture.withEnabled(now, false))
                        .state())
                .isEqualTo("Disabling");
        await().until(() -> mappings.get(spec.id()).state().equals("Disabled"));
        sendAll(3);
        assertThat(queue.counts()).isEqualTo(List.of(3, 0));
        assertThat(fixture.function.events).isEmpty();

        assertThat(mappings.update(spec.id(), now -> MappingFixture.withEnabled(now, true))
                        .state())
                .isEqualTo("Enabling");
        await().until(queue::isEmpty);
        assertThat(allBodies()).hasSize(3);
    }

    @Test
    void newSettingsHoldFromTheNextBatchOn() {
        var spec = MappingFixture.queue(queue.arn());
        Mappings mappings = fixture.start(spec);
        await().until(() -> mappings.get(spec.id()).state().equals("Enabled"));

        mappings.update(
                spec.id(),
                now -> MappingFixture.withFilters(
                        MappingFixture.withBatch(now, 2, Duration.ZERO), "{\"body\":[\"1\",\"2\",\"3\"]}"));
        await().until(() -> mappings.get(spec.id()).state().equals("Enabled"));
        sendAll(6);

        await().until(queue::isEmpty);
        assertThat(allBodies()).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(fixture.function.bodies()).allMatch(batch -> batch.size() <= 2);
    }

    @Test
    void aQueueThatIsMissingIsToldAndReadOnceItIsThere() {
        String name = "late-" + UUID.randomUUID();
        String missing = Specs.queueArn(name);
        Mappings mappings = fixture.start(MappingFixture.queue(missing));
        await().until(() -> mappings.list().getFirst().lastProcessingResult().startsWith("PROBLEM: "));
        assertThat(mappings.list().getFirst().state()).isEqualTo("Enabling");

        Queue late = Queue.create(sqs, name, Map.of());
        late.send("here");

        await().until(() -> late.isEmpty() && !fixture.function.events.isEmpty());
        assertThat(fixture.events)
                .filteredOn(FunctionEvent.SourceUnreadable.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(event.text()).startsWith("cannot read " + missing));
    }

    @Test
    void closingIsQuickDuringALongReceiveAndDuringAnInvocation() {
        CountDownLatch started = new CountDownLatch(1);
        fixture.function.does(event -> {
            started.countDown();
            new CountDownLatch(1).await();
            return "null";
        });
        Queue quick = impatient();
        Mappings mappings = new Mappings(
                List.of(MappingFixture.queue(quick.arn())),
                fixture.sources(),
                new MappingOptions(Duration.ofSeconds(20), Duration.ofMillis(20), Duration.ofMillis(100)));
        mappings.start();
        quick.send("held");
        await().until(() -> started.getCount() == 0);

        long begun = System.nanoTime();
        mappings.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        await().until(() -> quick.counts().equals(List.of(1, 0)));
    }

    @Test
    void twoMappingsOfOneFunctionShareItsInstances() throws Exception {
        Queue other = Queue.create(sqs, Map.of());
        fixture.function.does(event -> {
            assertThat(JSON.writeValueAsString(event)).isNotEmpty();
            return "null";
        });
        sendAll(20);
        other.sendAll(IntStream.range(0, 20).mapToObj(i -> "other " + i).toList());
        fixture.start(MappingFixture.queue(queue.arn()), MappingFixture.queue(other.arn()));

        await().until(() -> queue.isEmpty() && other.isEmpty());
        assertThat(fixture.function.mostAtOnce).hasValueLessThanOrEqualTo(2);
        assertThat(allBodies()).hasSize(40).doesNotHaveDuplicates();
    }
}
