package dev.evenstep.aws.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.sqs.SqsDeadLetters;
import dev.evenstep.batch.Delivery;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Reason;
import dev.evenstep.testkit.LocalAwsExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class DeadLetterQueueTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final String dead = url("test-fifo-dlq.fifo");
    private final String source = url("test-fifo.fifo");
    private final DeadLetterQueue queue = new DeadLetterQueue(sqs, dead);

    @BeforeEach
    void empty() {
        sqs.purgeQueue(request -> request.queueUrl(dead));
        sqs.purgeQueue(request -> request.queueUrl(source));
    }

    @Test
    void everyLetterIsListedWithItsReasonAsOftenAsOneLooks() {
        IntStream.range(0, 25).forEach(i -> send("body-" + i, "group-" + i % 3));

        List<DeadLetter> first = queue.list();

        assertThat(first).hasSize(25).allSatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo("rejected");
            assertThat(letter.detail()).isEqualTo("no such article");
        });
        assertThat(queue.list())
                .extracting(DeadLetter::messageId)
                .containsExactlyInAnyOrderElementsOf(
                        first.stream().map(DeadLetter::messageId).toList());
    }

    @Test
    void aRedrivenLetterIsBackInItsQueueWithItsGroupAndWithoutNotes() {
        send("body", "customer-7");

        queue.redrive(queue.list().getFirst(), source);

        assertThat(queue.list()).isEmpty();
        List<Message> back = sqs.receiveMessage(request -> request.queueUrl(source)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        assertThat(back).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("body");
            assertThat(message.messageAttributes()).isEmpty();
            assertThat(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                    .isEqualTo("customer-7");
        });
    }

    @Test
    void aLetterThatSqsMovedItselfSaysSo() {
        sqs.sendMessage(request ->
                request.queueUrl(dead).messageBody("b").messageGroupId("g").messageDeduplicationId("d-1"));

        assertThat(queue.list()).extracting(DeadLetter::reason).containsExactly("max-receives");
    }

    @Test
    void whatLambdaGaveUpTellsItsConditionAndError() {
        sqs.sendMessage(request ->
                request.queueUrl(dead).messageBody("""
                        {"version": "1.0", "requestContext": {"condition": "RetriesExhausted"},
                         "responsePayload": {"errorMessage": "no such table"}}""").messageGroupId("g").messageDeduplicationId("d-2"));

        assertThat(queue.list()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("RetriesExhausted");
            assertThat(letter.detail()).isEqualTo("no such table");
        });
    }

    private void send(String body, String group) {
        new SqsDeadLetters(() -> sqs, dead)
                .send(
                        "test",
                        new Delivery("record-" + body, body, group, 1),
                        new Poison(Reason.REJECTED, "no such article", null));
    }

    private String url(String name) {
        return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
    }
}
