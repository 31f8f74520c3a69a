package dev.evenstep.sqs;

import static dev.evenstep.sqs.TestQueues.attribute;
import static dev.evenstep.sqs.TestQueues.on;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardQueueTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestQueues queues = TestQueues.start();

    @Test
    void aMessageIsReceivedAndDeleted() {
        queues.create("q", Map.of());
        var sent = queues.send("q", "hello");

        var message = queues.receive("q", 10).getFirst();

        assertThat(message.get("MessageId")).isEqualTo(sent.get("MessageId"));
        assertThat(message.get("MD5OfBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(attribute(message, "ApproximateReceiveCount")).isEqualTo("1");
        assertThat(attribute(message, "SentTimestamp")).isEqualTo("1772366400000");
        assertThat(queues.counts("q")).containsExactly("0", "1", "0");
        queues.delete("q", message);
        assertThat(queues.counts("q")).containsExactly("0", "0", "0");
    }

    @Test
    void aMessageComesBackWhenItsVisibilityTimeoutIsOver() {
        queues.create("q", Map.of("VisibilityTimeout", "7200"));
        queues.send("q", "a");
        queues.receive("q", 1);

        queues.pass(Duration.ofHours(2).minus(SECOND));
        assertThat(queues.bodies("q", 1)).isEmpty();
        queues.pass(SECOND);
        var again = queues.receive("q", 1).getFirst();

        assertThat(attribute(again, "ApproximateReceiveCount")).isEqualTo("2");
        assertThat(attribute(again, "ApproximateFirstReceiveTimestamp")).isEqualTo("1772366400000");
    }

    @Test
    void aReceiveMayNameItsOwnTimeout() {
        queues.create("q", Map.of());
        queues.send("q", "a");

        assertThat(queues.receive(on("q").put("VisibilityTimeout", 0))).hasSize(1);
        assertThat(queues.receive(on("q").put("VisibilityTimeout", 5))).hasSize(1);
        queues.pass(Duration.ofSeconds(4));
        assertThat(queues.receive("q", 1)).isEmpty();
        queues.pass(SECOND);
        assertThat(queues.receive("q", 1)).hasSize(1);
    }

    @Test
    void theTimeoutOfOneMessageIsChangedUpToTwelveHoursInAll() {
        queues.create("q", Map.of());
        queues.send("q", "a");
        var message = queues.receive("q", 1).getFirst();

        queues.visibleIn("q", message, 43_200);
        queues.pass(Duration.ofHours(1));

        Refused.with("InvalidParameterValue", "beyond the limit", () -> queues.visibleIn("q", message, 43_200));
        queues.visibleIn("q", message, 0);
        assertThat(queues.receive("q", 1)).hasSize(1);
    }

    @Test
    void anOldHandleStillDeletesAndDeletingTwiceSucceeds() {
        queues.create("q", Map.of("VisibilityTimeout", "1"));
        queues.send("q", "a");
        var first = queues.receive("q", 1).getFirst();
        queues.pass(SECOND);
        queues.receive("q", 1);

        queues.delete("q", first);
        queues.delete("q", first);

        assertThat(queues.counts("q")).containsExactly("0", "0", "0");
        Refused.with("InvalidParameterValue", "Message does not exist", () -> queues.visibleIn("q", first, 1));
    }

    @Test
    void aHandleThatIsNoneOfTheQueueIsRefused() {
        queues.create("q", Map.of());
        queues.create("other", Map.of());
        queues.send("other", "a");
        var ofOther = queues.receive("other", 1).getFirst();

        Refused.with("ReceiptHandleIsInvalid", "not a valid receipt handle", () -> queues.delete("q", ofOther));
        Refused.with(
                "ReceiptHandleIsInvalid",
                "\"no handle\"",
                () -> queues.call("DeleteMessage", on("q").put("ReceiptHandle", "no handle")));
    }

    @Test
    void delaysAreOfTheQueueOrOfTheMessage() {
        queues.create("q", Map.of("DelaySeconds", "900"));
        queues.send("q", "later");
        queues.call("SendMessage", on("q").put("MessageBody", "now").put("DelaySeconds", 0));

        assertThat(queues.counts("q")).containsExactly("1", "0", "1");
        assertThat(queues.bodies("q", 10)).containsExactly("now");
        queues.pass(Duration.ofMinutes(15));
        assertThat(queues.bodies("q", 10)).contains("later");
        Refused.with(
                "InvalidParameterValue",
                "DelaySeconds must be >= 0 and <= 900",
                () -> queues.call("SendMessage", on("q").put("MessageBody", "x").put("DelaySeconds", 901)));
    }

    @Test
    void messagesAreForgottenWhenTheirRetentionIsOver() {
        queues.create("q", Map.of("MessageRetentionPeriod", "86400", "VisibilityTimeout", "43200"));
        queues.send("q", "old");
        queues.pass(Duration.ofHours(20));
        queues.send("q", "new");
        var old = queues.receive("q", 1).getFirst();

        queues.pass(Duration.ofHours(4));

        assertThat(queues.counts("q")).containsExactly("1", "0", "0");
        queues.delete("q", old);
        assertThat(queues.bodies("q", 10)).containsExactly("new");
    }

    @Test
    void aPurgeTakesAllAndIsAllowedOnceAMinute() {
        queues.create("q", Map.of());
        queues.send("q", "visible");
        queues.send("q", "in flight");
        queues.receive("q", 1);
        queues.call("SendMessage", on("q").put("MessageBody", "delayed").put("DelaySeconds", 1));

        queues.call("PurgeQueue", on("q"));

        queues.pass(Duration.ofSeconds(59));
        assertThat(queues.receive("q", 10)).isEmpty();
        Refused.with(
                "AWS.SimpleQueueService.PurgeQueueInProgress",
                "Only one PurgeQueue operation on q",
                () -> queues.call("PurgeQueue", on("q")));
        queues.pass(SECOND);
        queues.call("PurgeQueue", on("q"));
        queues.send("q", "after");
        assertThat(queues.bodies("q", 10)).containsExactly("after");
    }

    @Test
    void aGroupIsTakenAndGivenBackAndHoldsNothingUp() {
        queues.create("q", Map.of());
        queues.send("q", "tenant", "a");
        queues.send("q", "tenant", "b");

        assertThat(queues.receive("q", 1))
                .singleElement()
                .satisfies(message ->
                        assertThat(attribute(message, "MessageGroupId")).isEqualTo("tenant"));
        assertThat(queues.receive("q", 1)).hasSize(1);
        Refused.with("InvalidParameterValue", "1 to 128 in length", () -> queues.send("q", "two words", "c"));
    }

    @Test
    void whatCannotBeSentIsRefused() {
        queues.create("q", Map.of("MaximumMessageSize", "1024"));

        Refused.with("MissingParameter", "MessageBody", () -> queues.send("q", ""));
        Refused.with("InvalidMessageContents", "Invalid characters found", () -> queues.send("q", "a\u0000"));
        Refused.with("InvalidMessageContents", "Invalid characters found", () -> queues.send("q", "\uD83D"));
        queues.send("q", "€".repeat(341)); // 1,023 bytes
        Refused.with("InvalidParameterValue", "shorter than 1024 bytes", () -> queues.send("q", "€".repeat(342)));
        Refused.with(
                "InvalidParameterValue",
                "not valid for this queue type",
                () -> queues.call("SendMessage", on("q").put("MessageBody", "x").put("MessageDeduplicationId", "1")));
    }

    @Test
    void whatCannotBeAskedForIsRefused() {
        queues.create("q", Map.of());

        Refused.with("InvalidParameterValue", "between 1 and 10", () -> queues.receive("q", 11));
        Refused.with(
                "InvalidParameterValue",
                "Must be >= 0 and <= 20",
                () -> queues.receive(on("q").put("WaitTimeSeconds", 21)));
        Refused.with(
                "InvalidParameterValue",
                "Must be >= 0 and <= 43200",
                () -> queues.receive(on("q").put("VisibilityTimeout", 43_201)));
        Refused.with(
                "AWS.SimpleQueueService.NonExistentQueue",
                "The specified queue does not exist.",
                () -> queues.receive("nowhere", 1));
    }
}
