package dev.evenstep.aws.internal.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.evenstep.aws.DeadLetteredWork;
import dev.evenstep.aws.TestAws;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.batch.RecordHandler;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.spi.Outcome;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A consumer behind real queues. */
class SqsFunctionTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final Queue standard = new Queue(sqs, "test-standard");
    private final Queue standardDead = new Queue(sqs, "test-standard-dlq");
    private final Queue fifo = new Queue(sqs, "test-fifo.fifo");
    private final Queue fifoDead = new Queue(sqs, "test-fifo-dlq.fifo");
    private final List<Outcome> reported = new ArrayList<>();

    @Test
    void whatSettlesIsNotReturnedAndWhatFailsIsAlone() {
        standard.send("good", null);
        standard.send("bad", null);
        SQSEvent event = standard.event();

        SQSBatchResponse response = function(standardDead, body -> {
                    if (body.equals("bad")) {
                        throw new IllegalStateException("down");
                    }
                    return new Decision.Applied();
                })
                .handle(event, new FakeContext(10_000));

        assertThat(bodiesOf(response, event)).containsExactly("bad");
        assertThat(reported).hasSize(2);
    }

    @Test
    void aFailureComesBackAfterItsDelayAndNotAfterTheQueuesTimeout() {
        standard.send("bad", null);

        SQSBatchResponse unused = function(standardDead, body -> Decision.Transient.ofRecord("down"))
                .handle(standard.event(), new FakeContext(10_000));

        assertThat(standard.invisible()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(10)).until(() -> standard.visible() == 1);
        assertThat(standard.receive(60))
                .singleElement()
                .satisfies(message -> assertThat(
                                message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                        .isEqualTo("2"));
    }

    @Test
    void whatWasNotBegunComesBackAtOnce() {
        standard.send("any", null);

        SQSBatchResponse response = function(
                        standardDead,
                        body -> new Decision.Applied(),
                        BatchOptions.defaults().withMargin(Duration.ofSeconds(10)))
                .handle(standard.event(), new FakeContext(9_000));

        assertThat(response.getBatchItemFailures()).hasSize(1);
        assertThat(standard.visible()).isEqualTo(1);
    }

    @Test
    void poisonLiesInTheDeadLetterQueueWithItsReasonAndTheRestGoesOn() {
        standard.send("good", null);
        standard.send("poison", null);

        SQSBatchResponse response = function(standardDead, body -> {
                    if (body.equals("poison")) {
                        throw new PermanentFailure(Reason.REJECTED, "quantity is -1\u0000");
                    }
                    return new Decision.Applied();
                })
                .handle(standard.event(), new FakeContext(10_000));

        assertThat(response.getBatchItemFailures()).isEmpty();
        Message letter = only(standardDead);
        assertThat(letter.body()).isEqualTo("poison");
        assertThat(attribute(letter, "evenstep-reason")).isEqualTo("rejected");
        assertThat(attribute(letter, "evenstep-detail")).isEqualTo("quantity is -1?");
        assertThat(attribute(letter, "evenstep-consumer")).isEqualTo("test");
        assertThat(attribute(letter, "evenstep-attempts")).isEqualTo("1");
        assertThat(attribute(letter, "evenstep-stack")).startsWith("dev.evenstep.decision.PermanentFailure");
    }

    @Test
    void theLastAttemptEndsInTheDeadLetterQueueBeforeSqsMovesItWithoutAReason() {
        standard.send("bad", null);
        SqsProcessor failing = function(standardDead, body -> {
            throw new IllegalStateException("still down");
        });
        for (int attempt = 1; attempt <= 3; attempt++) {
            await().atMost(Duration.ofSeconds(20)).until(() -> standard.visible() == 1);
            SQSBatchResponse response = failing.handle(standard.event(), new FakeContext(10_000));
            assertThat(response.getBatchItemFailures()).hasSize(attempt < 3 ? 1 : 0);
        }

        Message letter = only(standardDead);
        assertThat(attribute(letter, "evenstep-reason")).isEqualTo("retries-exhausted");
        assertThat(attribute(letter, "evenstep-attempts")).isEqualTo("3");
        assertThat(attribute(letter, "evenstep-detail")).contains("still down");
    }

    @Test
    void aHugeBodyIsKeptWholeAndWithoutItsStack() {
        String huge = "x".repeat(1024 * 1024 - 500);
        standard.send(huge, null);

        SQSBatchResponse response = function(standardDead, body -> {
                    throw new PermanentFailure(Reason.TOO_LARGE, "too large");
                })
                .handle(standard.event(), new FakeContext(10_000));

        assertThat(response.getBatchItemFailures()).isEmpty();
        Message letter = only(standardDead);
        assertThat(letter.body()).isEqualTo(huge);
        assertThat(letter.messageAttributes()).containsKey("evenstep-reason").doesNotContainKey("evenstep-stack");
    }

    @Test
    void waitingForSomebodyElseBurnsNoReceivesAtTheEnd() {
        standard.send("busy", null);
        SqsProcessor busy = function(
                standardDead, body -> new Decision.InProgress(Instant.now().plusSeconds(2)));
        SQSEvent event = standard.event();
        event.getRecords().getFirst().getAttributes().put("ApproximateReceiveCount", "3");

        SQSBatchResponse response = busy.handle(event, new FakeContext(10_000));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(standard.delayed()).isEqualTo(1);
        assertThat(standardDead.visible()).isZero();
    }

    @Test
    void whatWasNotBegunAtItsLastReceiveStartsCountingAnew() {
        standard.send("late", null);
        SQSEvent event = standard.event();
        event.getRecords().getFirst().getAttributes().put("ApproximateReceiveCount", "3");

        SQSBatchResponse response =
                function(standardDead, body -> new Decision.Applied()).handle(event, new FakeContext(499));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(reported).extracting(Outcome::decision).containsExactly(new Decision.DeadlineExceeded(false));
        assertThat(standard.visible()).isEqualTo(1);
        assertThat(standardDead.visible()).isZero();
    }

    @Test
    void ofAFifoQueueOnlyTheFailedGroupsRestIsReturnedAndItsOrderIsKept() {
        for (String body : List.of("a1", "b1", "a2", "b2", "a3", "c1")) {
            fifo.send(body, body.substring(0, 1));
        }
        Set<String> handled = new ConcurrentSkipListSet<>();
        boolean[] failing = {true};
        SqsProcessor function = function(fifoDead, body -> {
            if (body.equals("a2") && failing[0]) {
                throw new IllegalStateException("not yet");
            }
            handled.add(body);
            return new Decision.Applied();
        });
        Set<String> received = new TreeSet<>();
        List<String> returned = new ArrayList<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            SQSEvent event = fifo.event();
            event.getRecords().forEach(record -> received.add(record.getBody()));
            SQSBatchResponse response = function.handle(event, new FakeContext(10_000));
            returned.addAll(bodiesOf(response, event));
            deleteAllBut(response, event);
            return received.size() == 6;
        });

        assertThat(returned).containsExactly("a2", "a3");
        assertThat(handled).containsExactly("a1", "b1", "b2", "c1");

        failing[0] = false;
        List<String> order = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            SQSEvent event = fifo.event();
            event.getRecords().forEach(record -> order.add(record.getBody()));
            deleteAllBut(function.handle(event, new FakeContext(10_000)), event);
            return order.size() == 2;
        });
        assertThat(order).containsExactly("a2", "a3");
    }

    @Test
    void aGroupOnAStandardQueueIsNoOrder() {
        standard.send("x1", "tenant");
        standard.send("x2", "tenant");
        SQSEvent event = standard.event();
        assertThat(event.getRecords())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.getAttributes()).containsEntry("MessageGroupId", "tenant"));

        SQSBatchResponse response = function(standardDead, body -> {
                    if (body.equals("x1")) {
                        throw new IllegalStateException("no");
                    }
                    return new Decision.Applied();
                })
                .handle(event, new FakeContext(10_000));

        assertThat(bodiesOf(response, event)).containsExactly("x1");
    }

    @Test
    void poisonOfAFifoQueueRemembersItsGroup() {
        fifo.send("poison", "customer-7");

        SQSBatchResponse response = function(fifoDead, body -> {
                    throw new PermanentFailure("never");
                })
                .handle(fifo.event(), new FakeContext(10_000));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(attribute(only(fifoDead), "evenstep-group")).isEqualTo("customer-7");
    }

    @Test
    void aRecordThatDoesNotSayItsQueueIsHandledAndReturnedIfItFails() {
        standard.send("good", null);
        standard.send("bad", null);
        SQSEvent event = standard.event();
        event.getRecords().forEach(record -> record.setEventSourceArn(null));

        SQSBatchResponse response = function(
                        standardDead,
                        body -> body.equals("bad") ? Decision.Transient.ofRecord("down") : new Decision.Applied())
                .handle(event, new FakeContext(10_000));

        assertThat(bodiesOf(response, event)).containsExactly("bad");
    }

    @Test
    void aMissingBodyIsMalformed() {
        standard.send("any", null);
        SQSEvent event = standard.event();
        event.getRecords().getFirst().setBody(null);
        EnvelopeJson json = new EnvelopeJson(Limits.defaults());

        SQSBatchResponse response = function(standardDead, body -> {
                    assertThat(json.read(body)).isNotNull();
                    return new Decision.Applied();
                })
                .handle(event, new FakeContext(10_000));

        assertThat(response.getBatchItemFailures()).isEmpty();
        Message letter = only(standardDead);
        assertThat(attribute(letter, "evenstep-reason")).isEqualTo("malformed");
        assertThat(letter.body()).isEqualTo("-");
    }

    @Test
    void whatIsParkedLeftOutOrLookedAfterIsDoneWithInTheQueue() {
        Map<String, Decision> decisions = Map.of(
                "parked", new Decision.Parked("test#order-1 at 2", Instant.now()),
                "skipped", new Decision.Skipped(2, 3),
                "woken", new Decision.WokenUp(),
                "full", new Decision.Gap(1, 3));
        decisions.keySet().forEach(body -> standard.send(body, null));
        SQSEvent event = standard.event();

        SQSBatchResponse response = function(standardDead, body -> decisions.getOrDefault(body, new Decision.Applied()))
                .handle(event, new FakeContext(10_000));

        assertThat(bodiesOf(response, event)).containsExactly("full");
        assertThat(standardDead.visible()).isZero();
    }

    @Test
    void anEmptyInvocationIsAnsweredEmpty() {
        assertThat(function(standardDead, body -> new Decision.Applied())
                        .handle(new SQSEvent(), new FakeContext(10_000))
                        .getBatchItemFailures())
                .isEmpty();
    }

    @Test
    void aMessageSaysWhenItWasSent() {
        standard.send("event", null);
        SQSEvent event = standard.event();
        event.getRecords().getFirst().setAttributes(Map.of("SentTimestamp", "1795248000123"));
        SQSEvent silent = new SQSEvent();
        silent.setRecords(List.of(new SQSEvent.SQSMessage()));
        silent.getRecords().getFirst().setMessageId("m-1");

        for (SQSEvent each : List.of(event, silent)) {
            SQSBatchResponse unused =
                    function(standardDead, body -> new Decision.Applied()).handle(each, new FakeContext(10_000));
        }

        assertThat(reported)
                .extracting(outcome -> outcome.delivery().sentAt())
                .containsExactly(Instant.ofEpochMilli(1_795_248_000_123L), null);
    }

    private SqsProcessor function(Queue deadLetters, Function<String, Decision> work) {
        return function(deadLetters, work, BatchOptions.defaults());
    }

    private SqsProcessor function(Queue deadLetters, Function<String, Decision> work, BatchOptions options) {
        Clock clock = Clock.systemUTC();
        RecordHandler record = (delivery, deadline) -> work.apply(delivery.body());
        RecordHandler dead =
                new DeadLetteredWork(record, new SqsDeadLetters(() -> sqs, deadLetters.url), 3, options.margin());
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), new Random(7));
        return new SqsProcessor(
                "test",
                new ConcurrentBatchProcessor(dead, options),
                new RetryScheduler(() -> sqs, RetryPolicy.defaults().withBackoff(backoff, backoff), 3, clock),
                (consumer, outcomes) -> reported.addAll(outcomes),
                clock);
    }

    private void deleteAllBut(SQSBatchResponse response, SQSEvent event) {
        List<String> kept = response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
        event.getRecords().stream()
                .filter(record -> !kept.contains(record.getMessageId()))
                .forEach(record -> sqs.deleteMessage(
                        request -> request.queueUrl(fifo.url).receiptHandle(record.getReceiptHandle())));
    }

    private static List<String> bodiesOf(SQSBatchResponse response, SQSEvent event) {
        List<String> ids = response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
        return event.getRecords().stream()
                .filter(record -> ids.contains(record.getMessageId()))
                .map(SQSEvent.SQSMessage::getBody)
                .toList();
    }

    private static Message only(Queue queue) {
        List<Message> messages = queue.receive(60);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private static String attribute(Message message, String name) {
        assertThat(message.messageAttributes()).containsKey(name);
        return java.util.Objects.requireNonNull(message.messageAttributes().get(name))
                .stringValue();
    }
}
