package dev.evenstep.sqs;

import static dev.evenstep.sqs.TestQueues.arn;
import static dev.evenstep.sqs.TestQueues.attribute;
import static dev.evenstep.sqs.TestQueues.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private final TestQueues queues = TestQueues.start();

    private void fail(String queue, int times) {
        for (int i = 0; i < times; i++) {
            queues.receive(on(queue).put("VisibilityTimeout", 0).put("MaxNumberOfMessages", 10));
        }
    }

    private ObjectNode start(ObjectNode request) {
        var started = queues.call("StartMessageMoveTask", request.put("SourceArn", arn("dead")));
        queues.pass(Duration.ZERO);
        return started;
    }

    private JsonNode newestTask() {
        return queues.call("ListMessageMoveTasks", JsonTrees.object().put("SourceArn", arn("dead")))
                .get("Results")
                .get(0);
    }

    @Test
    void aMessageThatWasReceivedTooOftenMovesOnTheNextReceive() {
        queues.createWithDeadLetters("q", "dead", 2);
        var sent = queues.send("q", "poison");
        fail("q", 2);
        queues.send("q", "next");
        queues.pass(Duration.ofDays(3));

        assertThat(queues.bodies("q", 1)).containsExactly("next");
        assertThat(queues.receive("dead", 10)).singleElement().satisfies(message -> {
            assertThat(message.get("MessageId")).isEqualTo(sent.get("MessageId"));
            assertThat(attribute(message, "ApproximateReceiveCount")).isEqualTo("3");
            assertThat(attribute(message, "DeadLetterQueueSourceArn")).isEqualTo(arn("q"));
        });
        // the retention of four days counts from when it was sent first
        queues.pass(Duration.ofDays(1));
        assertThat(queues.counts("dead")).containsExactly("0", "0", "0");
    }

    @Test
    void aGroupGoesOnBehindADeadLetterAndItsRetentionBeginsAnew() {
        queues.createWithDeadLetters("q.fifo", "dead.fifo", 1);
        queues.send("q.fifo", "g", "poison");
        queues.send("q.fifo", "g", "next");
        fail("q.fifo", 1);
        queues.pass(Duration.ofDays(3));

        queues.receive("q.fifo", 1);

        assertThat(queues.counts("q.fifo")).containsExactly("0", "0", "0");
        queues.pass(Duration.ofDays(1));
        assertThat(queues.bodies("dead.fifo", 10)).containsExactly("poison", "next");
    }

    @Test
    void withoutItsDeadLetterQueueAMessageStays() {
        queues.createWithDeadLetters("q", "dead", 1);
        queues.send("q", "poison");
        queues.call("DeleteQueue", on("dead"));

        fail("q", 3);

        assertThat(queues.bodies("q", 1)).containsExactly("poison");
    }

    @Test
    void lettersMoveBackToWhereTheyCameFromAsNewMessages() {
        queues.createWithDeadLetters("a", "dead", 1);
        queues.create(
                "b",
                Map.of(
                        "RedrivePolicy",
                        queues.attributes("a").get("RedrivePolicy").asText()));
        var sent = queues.send("a", "of a");
        queues.send("b", "of b");
        fail("a", 2);
        fail("b", 2);

        start(JsonTrees.object());

        assertThat(queues.receive("a", 10)).singleElement().satisfies(message -> {
            assertThat(TestQueues.body(message)).isEqualTo("of a");
            assertThat(message.get("MessageId")).isNotEqualTo(sent.get("MessageId"));
            assertThat(attribute(message, "ApproximateReceiveCount")).isEqualTo("1");
        });
        assertThat(queues.bodies("b", 10)).containsExactly("of b");
        assertThat(newestTask().get("Status").asText()).isEqualTo("COMPLETED");
        assertThat(newestTask().get("ApproximateNumberOfMessagesMoved").asInt()).isEqualTo(2);
        assertThat(newestTask().has("TaskHandle")).isFalse();
    }

    @Test
    void aTaskKeepsToItsRateUntilItIsCancelled() {
        queues.createWithDeadLetters("q", "dead", 1);
        queues.create("other", Map.of());
        for (int i = 0; i < 5; i++) {
            queues.send("q", "m" + i);
        }
        fail("q", 2);

        var task = start(JsonTrees.object().put("DestinationArn", arn("other")).put("MaxNumberOfMessagesPerSecond", 1));
        queues.pass(Duration.ofSeconds(2));

        assertThat(queues.counts("other").getFirst()).isEqualTo("3");
        assertThat(newestTask().get("Status").asText()).isEqualTo("RUNNING");
        assertThat(newestTask().get("ApproximateNumberOfMessagesToMove").asInt())
                .isEqualTo(5);
        Refused.with("InvalidParameterValue", "already a task running", () -> start(JsonTrees.object()));
        var cancelled = queues.call("CancelMessageMoveTask", task.deepCopy());
        assertThat(cancelled.get("ApproximateNumberOfMessagesMoved").asInt()).isEqualTo(3);
        queues.pass(Duration.ofMinutes(1));
        assertThat(queues.counts("dead").getFirst()).isEqualTo("2");
        assertThat(newestTask().get("Status").asText()).isEqualTo("CANCELLED");
        Refused.with("InvalidParameterValue", "Only active tasks", () -> queues.call("CancelMessageMoveTask", task));
    }

    @Test
    void aTaskFailsWhereItKnowsNoDestination() {
        queues.createWithDeadLetters("q", "dead", 1);
        queues.send("dead", "sent here by hand");

        start(JsonTrees.object());

        assertThat(newestTask().get("Status").asText()).isEqualTo("FAILED");
        assertThat(newestTask().get("FailureReason").asText()).isEqualTo("CouldNotDetermineMessageSource");
    }

    @Test
    void aTaskFailsWhenItsDestinationIsDeleted() {
        queues.createWithDeadLetters("q", "dead", 1);
        queues.create("other", Map.of());
        queues.send("dead", "1");
        queues.send("dead", "2");
        start(JsonTrees.object().put("DestinationArn", arn("other")).put("MaxNumberOfMessagesPerSecond", 1));

        queues.call("DeleteQueue", on("other"));
        queues.pass(Duration.ofSeconds(1));

        assertThat(newestTask().get("FailureReason").asText()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(queues.bodies("dead", 10)).containsExactly("2");
    }

    @Test
    void whatCannotBeMovedIsRefused() {
        Refused.with("ResourceNotFoundException", "SourceArn", () -> start(JsonTrees.object()));
        queues.create("dead", Map.of());
        Refused.with("InvalidParameterValue", "configured as a Dead Letter Queue", () -> start(JsonTrees.object()));
        Refused.with(
                "ResourceNotFoundException",
                "DestinationArn",
                () -> start(JsonTrees.object().put("DestinationArn", arn("nowhere"))));
        Refused.with(
                "InvalidParameterValue",
                "TaskHandle is invalid",
                () -> queues.call("CancelMessageMoveTask", JsonTrees.object().put("TaskHandle", "none")));
    }

    @Test
    void sourcesOfADeadLetterQueueAreListed() {
        queues.createWithDeadLetters("q", "dead", 1);

        assertThat(queues.call("ListDeadLetterSourceQueues", on("dead")).get("queueUrls"))
                .extracting(JsonNode::asText)
                .containsExactly("http://127.0.0.1:4566/000000000000/q");
    }

    @Test
    void aRedrivePolicyMustNameAQueueThatAllowsIt() {
        queues.create("dead", Map.of());
        queues.create("closed", Map.of("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}"));
        queues.create("q", Map.of());
        queues.create("q.fifo", TestQueues.FIFO);

        refusePolicy("q", arn("nowhere"), "3", "does not exist");
        refusePolicy("q", arn("closed"), "3", "does not allow");
        refusePolicy("q.fifo", arn("dead"), "3", "same type");
        refusePolicy("q", arn("dead"), "0", "Invalid value for maxReceiveCount");
        refusePolicy("q", arn("dead"), "1001", "Invalid value for maxReceiveCount");
        Refused.with(
                "InvalidParameterValue",
                "mandatory attribute: maxReceiveCount",
                () -> queues.set("q", Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"x\"}")));
    }

    @Test
    void aQueueThatIsItsOwnDeadLetterQueueKeepsWhatItHas() {
        queues.create("own", Map.of("VisibilityTimeout", "0"));
        var policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(arn("own"));
        queues.set("own", Map.of("RedrivePolicy", policy));
        queues.send("own", "again");

        for (int time = 0; time < 3; time++) {
            assertThat(queues.bodies("own", 1)).containsExactly("again");
        }
    }

    private void refusePolicy(String queue, String target, String count, String words) {
        var policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%s}".formatted(target, count);
        Refused.with("InvalidParameterValue", words, () -> queues.set(queue, Map.of("RedrivePolicy", policy)));
    }
}
