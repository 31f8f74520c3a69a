package dev.evenstep.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.local.ChildJvm;
import dev.evenstep.local.Clients;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.Specs;
import dev.evenstep.local.stack.QueueSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class QueuesOnDiskTest {

    private static final List<QueueSpec> QUEUES = List.of(
            Specs.queue("commands.fifo", "commands-dlq.fifo", 2),
            Specs.queue("commands-dlq.fifo"),
            Specs.queue("events", "events-dlq", 2),
            Specs.queue("events-dlq"));

    @TempDir
    private Path folder;

    private static LocalAws start(List<QueueSpec> queues, @Nullable Path folder) {
        return LocalAws.start(
                Specs.stack(queues, List.of()),
                LocalOptions.defaults().withPort(0).withFolder(folder));
    }

    private void run(List<QueueSpec> queues, Consumer<SqsClient> session) {
        try (var aws = start(queues, folder);
                var sqs = Clients.client(SqsClient.builder(), aws.endpoint())) {
            session.accept(sqs);
        }
    }

    @Test
    void whatWasSentAndDeletedSurvivesAHardStop() {
        try (var child = ChildJvm.start(Killed.class, folder)) {
            child.await("ready");
            child.kill();
        }
        run(QUEUES, sqs -> {
            var commands = Queue.named(sqs, "commands.fifo");
            var received = commands.receive(10);
            // "g1-0" was deleted, "g1-1" in flight: it comes back first, and its group behind it in order
            assertThat(received.stream().filter(message -> message.body().startsWith("g1")))
                    .extracting(Message::body)
                    .containsExactly("g1-1", "g1-2", "g1-3", "g1-4");
            assertThat(received.stream().filter(message -> message.body().startsWith("g2")))
                    .extracting(Message::body)
                    .containsExactly("g2-0", "g2-1", "g2-2", "g2-3", "g2-4");
            assertThat(Queue.named(sqs, "events-dlq").bodies(10)).containsExactly("poison");
            assertThat(Queue.named(sqs, "by-hand").receive(10)).singleElement().satisfies(message -> {
                assertThat(message.body()).isEqualTo("ä€😀");
                assertThat(message.messageAttributes())
                        .containsEntry(
                                "reason",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("why")
                                        .build());
                assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant");
            });
        });
    }

    @Test
    void messagesOfOneMomentKeepTheirOrder() {
        run(QUEUES, sqs -> {
            var commands = Queue.named(sqs, "commands.fifo");
            IntStream.range(0, 10).forEach(i -> commands.send("g", "m" + i));
        });
        run(
                QUEUES,
                sqs -> assertThat(Queue.named(sqs, "commands.fifo").bodies(10))
                        .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"));
    }

    @Test
    void whatWasInFlightIsVisibleAgainWithItsCountAndStillDeletable() {
        Message[] held = new Message[1];
        run(QUEUES, sqs -> {
            var events = Queue.named(sqs, "events");
            events.send("a");
            held[0] = events.receive(1).getFirst();
        });
        run(QUEUES, sqs -> {
            var events = Queue.named(sqs, "events");
            assertThat(events.attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .isEqualTo("1");
            events.delete(held[0]);
            events.send("b");
            assertThat(events.receive(10))
                    .singleElement()
                    .satisfies(message -> assertThat(message.attributes())
                            .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
        });
        run(
                QUEUES,
                sqs -> assertThat(Queue.named(sqs, "events").receive(1))
                        .singleElement()
                        .satisfies(message -> assertThat(message.attributes())
                                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")));
    }

    @Test
    void aQueueGetsTheAttributesThatTheTemplateHasNow() {
        run(QUEUES, sqs -> Queue.named(sqs, "events").send("kept"));
        run(List.of(Specs.queue("events")), sqs -> {
            var events = Queue.named(sqs, "events");
            assertThat(events.attribute(QueueAttributeName.REDRIVE_POLICY)).isEmpty();
            assertThat(events.bodies(1)).containsExactly("kept");
            assertThat(sqs.listQueues().queueUrls()).hasSize(4);
        });
    }

    @Test
    void aDeletedQueueStaysDeleted() {
        run(QUEUES, sqs -> {
            var events = Queue.named(sqs, "events");
            events.send("a");
            var unused = sqs.deleteQueue(request -> request.queueUrl(events.url()));
        });
        run(
                List.of(),
                sqs -> assertThat(sqs.listQueues().queueUrls()).hasSize(3).noneMatch(url -> url.endsWith("/events")));
        run(QUEUES, sqs -> assertThat(Queue.named(sqs, "events").receive(1)).isEmpty());
    }

    @Test
    void aRedrivenMessageIsKeptWhereItIs() {
        run(QUEUES, sqs -> {
            Queue.named(sqs, "events-dlq").send("again");
            var unused = sqs.startMessageMoveTask(request ->
                    request.sourceArn(Specs.queueArn("events-dlq")).destinationArn(Specs.queueArn("events")));
            assertThat(Queue.named(sqs, "events").receive(1, 20)).hasSize(1);
        });
        run(QUEUES, sqs -> {
            assertThat(Queue.named(sqs, "events-dlq").receive(1)).isEmpty();
            assertThat(Queue.named(sqs, "events").bodies(1)).containsExactly("again");
        });
    }

    @Test
    void aDeadLetterQueueThatIsNowhereIsRefused() {
        assertThatThrownBy(() -> run(List.of(Specs.queue("events", "events-dlq", 2)), sqs -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Queue events names events-dlq");
        run(QUEUES, sqs -> {}); // the failed start let go of the folder
    }

    @Test
    void aNameThatSqsRefusesIsRefused() {
        assertThatThrownBy(() -> run(List.of(Specs.queue("no spaces")), sqs -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Queue no spaces");
    }

    @Test
    void nothingKeepsTheProcessAlive() {
        try (var child = ChildJvm.start(Ending.class, folder)) {
            child.await("closed");
            assertThat(child.exitCode()).isZero();
        }
    }

    /** Starts and ends; a second one stays open when main returns. */
    static final class Ending {
        public static void main(String[] arguments) {
            start(QUEUES, Path.of(arguments[0])).close();
            var open = start(QUEUES, null);
            System.out.println("closed one, left open " + open.endpoint());
        }
    }

    /** Sends, receives and deletes, tells so and waits to be killed. */
    static final class Killed {
        public static void main(String[] arguments) throws Exception {
            var server = start(QUEUES, Path.of(arguments[0]));
            var sqs = Clients.client(SqsClient.builder(), server.endpoint());
            var commands = Queue.named(sqs, "commands.fifo");
            for (int i = 0; i < 5; i++) {
                commands.send("g1", "g1-" + i);
            }
            commands.delete(commands.receive(1).getFirst());
            for (int i = 0; i < 5; i++) {
                commands.send("g2", "g2-" + i);
            }
            var events = Queue.named(sqs, "events");
            events.send("poison");
            for (int i = 0; i < 3; i++) {
                events.receive(1).forEach(message -> events.visibleIn(message, 0));
            }
            var byHand =
                    sqs.createQueue(request -> request.queueName("by-hand")).queueUrl();
            var unused = sqs.sendMessage(request -> request.queueUrl(byHand)
                    .messageBody("ä€😀")
                    .messageGroupId("tenant")
                    .messageAttributes(Map.of(
                            "reason",
                            MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue("why")
                                    .build())));
            System.out.println("ready, in flight: " + commands.receive(1).size());
            Thread.currentThread().join();
        }
    }
}
