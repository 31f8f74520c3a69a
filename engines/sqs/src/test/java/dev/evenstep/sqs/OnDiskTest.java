package dev.evenstep.sqs;

import static dev.evenstep.sqs.TestQueues.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file holds while the engine still runs is what a hard stop leaves. */
class OnDiskTest {

    @TempDir
    private Path folder;

    private void afterAHardStop(Consumer<TestQueues> before, Consumer<TestQueues> after) {
        var file = folder.resolve("sqs.db");
        var copy = folder.resolve("copy.db");
        try (var storage = Storage.file(file)) {
            before.accept(TestQueues.start(storage, Faults.none()));
            Files.copy(file, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var storage = Storage.file(copy)) {
            after.accept(TestQueues.start(storage, Faults.none()));
        }
    }

    @Test
    void whatWasSentIsThereAndWhatWasDeletedIsNot() {
        var request = on("q").put("MessageBody", "ä€😀").put("MessageGroupId", "tenant");
        attribute(request, "why", "String", "StringValue", "so");
        attribute(request, "raw", "Binary", "BinaryValue", "AAEC");
        afterAHardStop(
                queues -> {
                    queues.create("q", Map.of("VisibilityTimeout", "5", "Policy", "{\"a\":1}"));
                    queues.send("q", "gone");
                    queues.delete("q", queues.receive("q", 1).getFirst());
                    queues.call("SendMessage", request);
                },
                queues -> {
                    assertThat(queues.attributes("q").get("VisibilityTimeout").asText())
                            .isEqualTo("5");
                    assertThat(queues.attributes("q").get("Policy").asText()).isEqualTo("{\"a\":1}");
                    assertThat(queues.receive("q", 10)).singleElement().satisfies(message -> {
                        assertThat(TestQueues.body(message)).isEqualTo("ä€😀");
                        assertThat(message.get("MessageAttributes")).isEqualTo(request.get("MessageAttributes"));
                        assertThat(TestQueues.attribute(message, "MessageGroupId"))
                                .isEqualTo("tenant");
                    });
                });
    }

    private static void attribute(ObjectNode request, String name, String type, String field, String value) {
        request.withObjectProperty("MessageAttributes")
                .putObject(name)
                .put("DataType", type)
                .put(field, value);
    }

    @Test
    void whatWasInFlightComesFirstAgainWithItsCountAndItsHandleStillDeletes() {
        var handles = new HashMap<String, String>();
        afterAHardStop(
                queues -> {
                    queues.create("q", Map.of());
                    queues.send("q", "held");
                    handles.put(
                            "q",
                            queues.receive("q", 1)
                                    .getFirst()
                                    .get("ReceiptHandle")
                                    .asText());
                    queues.send("q", "next");
                },
                queues -> {
                    var held = queues.receive("q", 1).getFirst();
                    assertThat(TestQueues.body(held)).isEqualTo("held");
                    assertThat(TestQueues.attribute(held, "ApproximateReceiveCount"))
                            .isEqualTo("2");
                    queues.call("DeleteMessage", on("q").put("ReceiptHandle", handles.get("q")));
                    assertThat(queues.counts("q")).containsExactly("1", "0", "0");
                });
    }

    @Test
    void groupsKeepTheirOrderAndWhatWasTakenIsNotTakenAgain() {
        afterAHardStop(
                queues -> {
                    queues.create("q.fifo", TestQueues.FIFO);
                    for (int i = 0; i < 10; i++) {
                        queues.send("q.fifo", "g", "m" + i);
                    }
                    queues.receive("q.fifo", 3).forEach(message -> queues.delete("q.fifo", message));
                },
                queues -> {
                    queues.send("q.fifo", "g", "m0");
                    queues.send("q.fifo", "g", "m10");
                    assertThat(queues.bodies("q.fifo", 10))
                            .containsExactly("m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10");
                });
    }

    @Test
    void delaysDeadLettersPurgesAndDeletedQueuesAreAsTheyWere() {
        afterAHardStop(
                queues -> {
                    queues.createWithDeadLetters("q", "dead", 1);
                    queues.send("q", "poison");
                    queues.receive(on("q").put("VisibilityTimeout", 0));
                    queues.receive("q", 1);
                    queues.call(
                            "SendMessage", on("q").put("MessageBody", "later").put("DelaySeconds", 60));
                    queues.create("purged", Map.of());
                    queues.send("purged", "gone");
                    queues.call("PurgeQueue", on("purged"));
                    queues.create("deleted", Map.of());
                    queues.call("DeleteQueue", on("deleted"));
                },
                queues -> {
                    assertThat(queues.counts("q")).containsExactly("0", "0", "1");
                    queues.pass(Duration.ofMinutes(1));
                    assertThat(queues.bodies("q", 10)).containsExactly("later");
                    assertThat(TestQueues.attribute(queues.receive("dead", 1).getFirst(), "DeadLetterQueueSourceArn"))
                            .isEqualTo(TestQueues.arn("q"));
                    assertThat(queues.receive("purged", 10)).isEmpty();
                    Refused.with(
                            "AWS.SimpleQueueService.NonExistentQueue",
                            "does not exist",
                            () -> queues.receive("deleted", 1));
                });
    }

    @Test
    void aTaskThatMovesDeadLettersGoesOn() {
        var listed = JsonTrees.object().put("SourceArn", TestQueues.arn("dead"));
        afterAHardStop(
                queues -> {
                    queues.createWithDeadLetters("q", "dead", 1);
                    queues.create("other", Map.of());
                    List.of("1", "2", "3").forEach(body -> queues.send("dead", body));
                    queues.call(
                            "StartMessageMoveTask",
                            JsonTrees.object()
                                    .put("SourceArn", TestQueues.arn("dead"))
                                    .put("DestinationArn", TestQueues.arn("other"))
                                    .put("MaxNumberOfMessagesPerSecond", 1));
                    queues.pass(Duration.ZERO);
                    assertThat(queues.counts("other").getFirst()).isEqualTo("1");
                },
                queues -> {
                    queues.pass(Duration.ofSeconds(5));
                    assertThat(queues.bodies("other", 10)).containsExactlyInAnyOrder("1", "2", "3");
                    var task = queues.call("ListMessageMoveTasks", listed)
                            .get("Results")
                            .get(0);
                    assertThat(task.get("Status").asText()).isEqualTo("COMPLETED");
                    assertThat(task.get("ApproximateNumberOfMessagesMoved").asInt())
                            .isEqualTo(3);
                });
    }
}
