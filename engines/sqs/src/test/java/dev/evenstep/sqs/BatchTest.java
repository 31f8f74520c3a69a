package dev.evenstep.sqs;

import static dev.evenstep.sqs.TestQueues.FIFO;
import static dev.evenstep.sqs.TestQueues.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final TestQueues queues = TestQueues.start();
    private final ObjectNode batch = on("q");

    @BeforeEach
    void create() {
        queues.create("q", Map.of());
        queues.create("q.fifo", FIFO);
        batch.putArray("Entries");
    }

    private ObjectNode add(String id) {
        return batch.withArray("Entries").addObject().put("Id", id);
    }

    private void refuse(String code, String words) {
        Refused.with("AWS.SimpleQueueService." + code, words, () -> queues.call("SendMessageBatch", batch));
    }

    @Test
    void eachEntryHasItsOwnOutcome() {
        queues.set("q", Map.of("MaximumMessageSize", "1024"));
        add("good").put("MessageBody", "a");
        add("odd").put("MessageBody", "\u0001");
        add("large").put("MessageBody", "x".repeat(1025));

        var answer = queues.call("SendMessageBatch", batch);

        assertThat(answer.get("Successful")).singleElement().satisfies(sent -> {
            assertThat(sent.get("Id").asText()).isEqualTo("good");
            assertThat(sent.get("MD5OfMessageBody").asText()).isEqualTo("0cc175b9c0f1b6a831c399e269772661");
        });
        assertThat(answer.get("Failed"))
                .extracting(failed ->
                        failed.get("Id").asText() + " " + failed.get("Code").asText())
                .containsExactly("odd InvalidMessageContents", "large InvalidParameterValue");
        assertThat(answer.get("Failed"))
                .allMatch(failed -> failed.get("SenderFault").asBoolean());
        assertThat(queues.bodies("q", 10)).containsExactly("a");
    }

    @Test
    void messagesAreChangedAndDeletedInBatches() {
        IntStream.range(0, 3).forEach(i -> queues.send("q", "m" + i));
        var received = queues.receive("q", 10);
        received.forEach(message -> add(message.get("Body").asText())
                .put("ReceiptHandle", message.get("ReceiptHandle").asText())
                .put("VisibilityTimeout", 0));
        add("wrong").put("ReceiptHandle", "none").put("VisibilityTimeout", 0);

        assertThat(queues.call("ChangeMessageVisibilityBatch", batch).get("Successful"))
                .hasSize(3);
        assertThat(queues.counts("q")).containsExactly("3", "0", "0");
        var answer = queues.call("DeleteMessageBatch", batch);
        assertThat(answer.get("Successful"))
                .extracting(entry -> entry.get("Id"))
                .extracting(JsonNode::asText)
                .containsExactly("m0", "m1", "m2");
        assertThat(answer.get("Failed").get(0).get("Code").asText()).isEqualTo("ReceiptHandleIsInvalid");
        assertThat(queues.counts("q")).containsExactly("0", "0", "0");
    }

    @Test
    void aBatchHasOneToTenEntriesWithIdsOfTheirOwn() {
        refuse("EmptyBatchRequest", "at least one SendMessageBatchRequestEntry");
        add("same").put("MessageBody", "a");
        add("same").put("MessageBody", "b");
        refuse("BatchEntryIdsNotDistinct", "Id same repeated.");
        batch.putArray("Entries");
        add("with space").put("MessageBody", "a");
        refuse("InvalidBatchEntryId", "alphanumeric characters, hyphens and underscores");
        batch.putArray("Entries");
        IntStream.range(0, 11).forEach(i -> add("id" + i).put("MessageBody", "a"));
        refuse("TooManyEntriesInBatchRequest", "You have sent 11.");
        assertThat(queues.receive("q", 10)).isEmpty();
    }

    @Test
    void allTogetherAreNotLargerThanOneMessageMayBe() {
        add("a").put("MessageBody", "x".repeat(1_048_575));
        add("b").put("MessageBody", "xx");
        refuse("BatchRequestTooLong", "cannot be longer than 1048576 bytes. You have sent 1048577 bytes.");
    }

    @Test
    void aFifoBatchNeedsGroupsAndKeepsItsOrder() {
        batch.put("QueueUrl", "q.fifo");
        IntStream.range(0, 10)
                .forEach(i -> add("e" + i).put("MessageBody", "m" + i).put("MessageGroupId", "g"));
        queues.call("SendMessageBatch", batch);

        assertThat(queues.bodies("q.fifo", 10))
                .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
        batch.putArray("Entries");
        add("a").put("MessageBody", "a").put("MessageGroupId", "g");
        add("b").put("MessageBody", "b");
        Refused.with(
                "InvalidParameterValue",
                "must contain the parameter MessageGroupId",
                () -> queues.call("SendMessageBatch", batch));
        assertThat(queues.counts("q.fifo")).containsExactly("0", "10", "0");
    }
}
