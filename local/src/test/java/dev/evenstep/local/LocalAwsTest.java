package dev.evenstep.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenstep.engine.storage.StorageException;
import dev.evenstep.local.gateway.PortTakenException;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.Stack;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;

class LocalAwsTest {

    private static final LocalOptions OPTIONS = LocalOptions.defaults().withPort(0);

    private static Stack with(List<RuleSpec> rules, Stack base) {
        return new Stack(
                base.name(),
                base.queues(),
                base.tables(),
                base.buses(),
                rules,
                base.schedules(),
                base.functions(),
                base.mappings(),
                base.outputs(),
                base.notHonoured());
    }

    private static PutEventsRequestEntry entry(int number) {
        return PutEventsRequestEntry.builder()
                .eventBusName("shop")
                .source("shop")
                .detailType("OrderPlaced")
                .detail("{\"n\":" + number + "}")
                .build();
    }

    @Test
    void acceptedEventsSurviveAHardStopOfEverything(@TempDir Path folder) {
        try (var child = ChildJvm.start(Killed.class, folder)) {
            child.await("accepted");
            child.kill();
        }
        var functions = new RecordingFunctions();
        try (var aws = LocalAws.start(SharedAws.stack(), OPTIONS.withFolder(folder), services -> functions);
                var sqs = Clients.client(SqsClient.builder(), aws.endpoint());
                var dynamo = Clients.client(DynamoDbClient.builder(), aws.endpoint())) {
            // the function took nothing before the stop: all is delivered now
            await().untilAsserted(
                            () -> assertThat(numbers(functions.payloads())).hasSize(30));
            var url = sqs.getQueueUrl(request -> request.queueName("orders")).queueUrl();
            List<String> bodies = new ArrayList<>();
            await().untilAsserted(() -> {
                sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                        .messages()
                        .forEach(message -> bodies.add(message.body()));
                assertThat(numbers(bodies)).hasSize(30);
            });
            assertThat(dynamo.scan(request -> request.tableName("items")).items())
                    .hasSize(1);
        }
    }

    private static Set<String> numbers(List<String> events) {
        return events.stream()
                .map(event -> event.replaceAll(".*\"n\":(\\d+).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aTakenPortLeavesNothingRunning(@TempDir Path folder) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = OPTIONS.withFolder(folder).withPort(taken.getLocalPort());

            assertThatThrownBy(() -> LocalAws.start(SharedAws.stack(), options)).isInstanceOf(PortTakenException.class);
        }
        LocalAws.start(SharedAws.stack(), OPTIONS.withFolder(folder)).close();
    }

    @Test
    void functionsThatCannotBeMadeLeaveNothingRunning(@TempDir Path folder) {
        var options = OPTIONS.withFolder(folder);

        assertThatThrownBy(() -> LocalAws.start(SharedAws.stack(), options, services -> {
                    throw new IllegalArgumentException("no jar");
                }))
                .hasMessage("no jar");

        LocalAws.start(SharedAws.stack(), options).close();
    }

    @Test
    void aTableWithOtherKeysStopsTheStartAndKeepsWhatIsThere(@TempDir Path folder) {
        LocalAws.start(SharedAws.stack(), OPTIONS.withFolder(folder)).close();
        var other = new Stack(
                "shop",
                List.of(),
                List.of(Specs.table("items", "sk")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());

        assertThatThrownBy(() -> LocalAws.start(other, OPTIONS.withFolder(folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Table items");
        LocalAws.start(SharedAws.stack(), OPTIONS.withFolder(folder)).close();
    }

    @Test
    void aRuleThatIsNotAsItShouldIsNamed() {
        var unfit = new RuleSpec("Placed", "placed", "shop", "{\"source\":\"shop\"}", true, List.of());
        var lost = new RuleSpec("Lost", "lost", "nowhere", "{\"source\":[\"shop\"]}", true, List.of());

        assertThatThrownBy(() -> LocalAws.start(with(List.of(unfit), SharedAws.stack()), OPTIONS))
                .hasMessage(
                        "Rule Placed: Event pattern is not valid. Reason: \"source\" must be an object or an array");
        assertThatThrownBy(() -> LocalAws.start(with(List.of(lost), SharedAws.stack()), OPTIONS))
                .hasMessage("Rule Lost: Event bus nowhere does not exist.");
    }

    @Test
    void aFolderThatAnotherRunUsesIsRefused(@TempDir Path folder) {
        try (var child = ChildJvm.start(Killed.class, folder)) {
            child.await("accepted");

            assertThatThrownBy(() -> LocalAws.start(SharedAws.stack(), OPTIONS.withFolder(folder)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("If another local run uses this data folder");
        }
    }

    @Test
    void itClosesTwiceAndQuickly() {
        var aws = LocalAws.start(SharedAws.stack(), OPTIONS);
        var before = Instant.now();

        aws.close();
        aws.close();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void anUnfitPortIsRefused() {
        assertThatThrownBy(() -> OPTIONS.withPort(70_000)).hasMessageContaining("--port is 70000");
    }

    /** Accepts thirty events, of which the function takes none, tells so and waits to be killed. */
    static final class Killed {
        public static void main(String[] arguments) throws Exception {
            var refusing = new RefusingFunctions();
            var options = OPTIONS.withFolder(Path.of(arguments[0]));
            var aws = LocalAws.start(SharedAws.stack(), options, services -> refusing);
            var events = Clients.client(EventBridgeClient.builder(), aws.endpoint());
            var dynamo = Clients.client(DynamoDbClient.builder(), aws.endpoint());
            dynamo.putItem(request -> request.tableName("items").item(Map.of("pk", AttributeValue.fromS("a"))));
            for (int batch = 0; batch < 3; batch++) {
                int first = batch * 10;
                events.putEvents(request -> request.entries(IntStream.range(first, first + 10)
                        .mapToObj(LocalAwsTest::entry)
                        .toList()));
            }
            System.out.println("accepted");
            Thread.currentThread().join();
        }
    }
}
