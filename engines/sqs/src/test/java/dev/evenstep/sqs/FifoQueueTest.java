package dev.evenstep.sqs;

import static dev.evenstep.sqs.TestQueues.FIFO;
import static dev.evenstep.sqs.TestQueues.attribute;
import static dev.evenstep.sqs.TestQueues.on;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FifoQueueTest {

    private final TestQueues queues = TestQueues.start();

    @BeforeEach
    void create() {
        queues.create("q.fifo", FIFO);
    }

    private void send(String group, String... bodies) {
        List.of(bodies).forEach(body -> queues.send("q.fifo", group, body));
    }

    private List<String> receive(int most) {
        return queues.bodies("q.fifo", most);
    }

    @Test
    void aBatchHoldsAsManyOfAGroupAsThereAreInOrderThenTheNextGroup() {
        send("g", "g1", "g2");
        send("h", "h1");
        send("g", "g3");

        assertThat(receive(10)).containsExactly("g1", "g2", "g3", "h1");
    }

    @Test
    void aGroupWaitsWhileOneOfItsMessagesIsInFlight() {
        send("g", "g1", "g2");
        send("h", "h1");
        var first = queues.receive("q.fifo", 1).getFirst();

        assertThat(receive(10)).containsExactly("h1");
        queues.delete("q.fifo", first);
        assertThat(receive(10)).containsExactly("g2");
    }

    @Test
    void aGroupCanBeReceivedAsFarAsItsFirstMessageThatIsInFlight() {
        send("g", "1", "2", "3");
        var batch = queues.receive("q.fifo", 3);

        queues.visibleIn("q.fifo", batch.get(2), 0);
        assertThat(receive(10)).isEmpty();
        queues.visibleIn("q.fifo", batch.get(0), 0);
        assertThat(receive(10)).containsExactly("1");
    }

    @Test
    void groupsTakeTurns() {
        send("g", "g1");
        send("h", "h1");
        send("i", "i1");

        assertThat(queues.receive(on("q.fifo").put("MaxNumberOfMessages", 2).put("VisibilityTimeout", 0)))
                .extracting(TestQueues::body)
                .containsExactly("g1", "h1");
        assertThat(receive(10)).containsExactly("i1", "g1", "h1");
    }

    @Test
    void anExpiredHandleNeitherDeletesNorChanges() {
        send("g", "1");
        var first = queues.receive("q.fifo", 1).getFirst();
        queues.pass(Duration.ofSeconds(30));

        Refused.with("InvalidParameterValue", "handle has expired", () -> queues.delete("q.fifo", first));
        Refused.with("InvalidParameterValue", "not available", () -> queues.visibleIn("q.fifo", first, 9));
        var second = queues.receive("q.fifo", 1).getFirst();
        Refused.with("InvalidParameterValue", "handle has expired", () -> queues.delete("q.fifo", first));
        queues.delete("q.fifo", second);
        queues.delete("q.fifo", second);
    }

    @Test
    void whatWasTakenIsNotTakenAgainForFiveMinutes() {
        var sent = queues.send("q.fifo", "g", "same");
        queues.receive("q.fifo", 1).forEach(message -> queues.delete("q.fifo", message));

        queues.pass(Duration.ofMinutes(5).minusMillis(1));
        var duplicate = queues.send("q.fifo", "h", "same");
        assertThat(duplicate.get("MessageId")).isEqualTo(sent.get("MessageId"));
        assertThat(duplicate.get("SequenceNumber")).isEqualTo(sent.get("SequenceNumber"));
        assertThat(receive(10)).isEmpty();

        queues.pass(Duration.ofMillis(1));
        assertThat(queues.send("q.fifo", "g", "same").get("MessageId")).isNotEqualTo(sent.get("MessageId"));
        assertThat(receive(10)).containsExactly("same");
    }

    @Test
    void anIdCountsMoreThanTheContent() {
        for (String body : List.of("a", "b")) {
            queues.call(
                    "SendMessage",
                    on("q.fifo")
                            .put("MessageBody", body)
                            .put("MessageGroupId", "g")
                            .put("MessageDeduplicationId", "id"));
        }

        assertThat(queues.receive("q.fifo", 10)).singleElement().satisfies(message -> {
            assertThat(TestQueues.body(message)).isEqualTo("a");
            assertThat(attribute(message, "MessageDeduplicationId")).isEqualTo("id");
        });
    }

    @Test
    void theScopeOfDeduplicationIsTheGroupWhereTheQueueSaysSo() {
        queues.create(
                "wide.fifo",
                Map.of(
                        "FifoQueue", "true",
                        "ContentBasedDeduplication", "true",
                        "DeduplicationScope", "messageGroup",
                        "FifoThroughputLimit", "perMessageGroupId"));
        queues.send("wide.fifo", "g", "same");
        queues.send("wide.fifo", "h", "same");
        queues.send("wide.fifo", "h", "same");

        assertThat(queues.bodies("wide.fifo", 10)).containsExactly("same", "same");
    }

    @Test
    void anotherScopeCountsAMinuteLater() {
        send("g", "same");
        queues.set("q.fifo", Map.of("DeduplicationScope", "messageGroup"));

        send("h", "same");
        assertThat(receive(10)).hasSize(1);
        queues.pass(Duration.ofMinutes(1));
        send("h", "same");
        assertThat(queues.counts("q.fifo")).containsExactly("2", "0", "0");
    }

    @Test
    void aPurgeForgetsWhatWasTaken() {
        send("g", "same");
        queues.call("PurgeQueue", on("q.fifo"));
        send("g", "same");

        assertThat(receive(10)).containsExactly("same");
    }

    @Test
    void sequenceNumbersRise() {
        var first = queues.send("q.fifo", "g", "1").get("SequenceNumber").asText();
        var second = queues.send("q.fifo", "h", "2").get("SequenceNumber").asText();

        assertThat(first).hasSize(20);
        assertThat(new BigInteger(second)).isGreaterThan(new BigInteger(first));
        assertThat(attribute(queues.receive("q.fifo", 1).getFirst(), "SequenceNumber"))
                .isEqualTo(first);
    }

    @Test
    void aDelayIsTheQueuesOwn() {
        queues.set("q.fifo", Map.of("DelaySeconds", "60"));
        queues.call(
                "SendMessage",
                on("q.fifo").put("MessageBody", "1").put("MessageGroupId", "g").put("DelaySeconds", 0));

        assertThat(receive(1)).isEmpty();
        queues.pass(Duration.ofMinutes(1));
        assertThat(receive(1)).containsExactly("1");
        Refused.with(
                "InvalidParameterValue",
                "Value 2 for parameter DelaySeconds",
                () -> queues.call(
                        "SendMessage",
                        on("q.fifo")
                                .put("MessageBody", "2")
                                .put("MessageGroupId", "g")
                                .put("DelaySeconds", 2)));
    }

    @Test
    void groupAndDeduplicationAreNeeded() {
        queues.create("plain.fifo", Map.of("FifoQueue", "true"));

        Refused.with("MissingParameter", "MessageGroupId", () -> queues.send("q.fifo", "x"));
        Refused.with(
                "InvalidParameterValue",
                "ContentBasedDeduplication enabled or MessageDeduplicationId",
                () -> queues.send("plain.fifo", "g", "x"));
    }
}
