package dev.evenstep.aws.internal.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.evenstep.aws.DeadLetteredWork;
import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.batch.ConcurrentBatchProcessor;
import dev.evenstep.internal.retry.Backoff;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.spi.Delivery;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a message has beside its body comes along wherever the message is sent. */
class SqsMessageAttributesTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";

    private static final String BODY = """
            {"specversion":"1.0","id":"e-1","source":"shop","type":"OrderPlaced","subject":"order-1","data":{}}""";

    private static final Map<String, MessageAttributeValue> OWN = Map.of(
            "traceparent", value("String", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            "priority", value("Number.int", "7"),
            "signature",
                    MessageAttributeValue.builder()
                            .dataType("Binary")
                            .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 7}))
                            .build());

    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final Queue queue = new Queue(sqs, "test-standard");
    private final Queue dead = new Queue(sqs, "test-standard-dlq");

    @Test
    void aDeadLetterKeepsWhatTheMessageHad() {
        send(OWN);

        handle(() -> {
            throw new PermanentFailure("never");
        });

        Message letter = only(dead);
        assertThat(letter.messageAttributes())
                .containsAllEntriesOf(OWN)
                .containsKeys(DeadLetterAttributes.REASON, DeadLetterAttributes.PACKED)
                .hasSize(10);
        assertThat(letter.attributes()).containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, TRACE);
        empty(queue);
    }

    @Test
    void aLetterNamesItsEventAndWhatWasDecided() {
        send(OWN);

        handle(() -> {
            throw new PermanentFailure("never");
        });

        assertThat(only(dead).messageAttributes())
                .containsEntry(DeadLetterAttributes.REASON, value("String", "rejected"))
                .containsEntry(DeadLetterAttributes.EVENT, value("String", "e-1"))
                .containsEntry(DeadLetterAttributes.TYPE, value("String", "OrderPlaced"))
                .containsEntry(DeadLetterAttributes.SUBJECT, value("String", "order-1"));
    }

    @Test
    void whatWouldMakeALetterTooLargeIsLeftOutAndTheMessagesOwnLast() {
        assertThat(letterOf(1024 * 1024 - 6_000))
                .containsKeys(DeadLetterAttributes.REASON, DeadLetterAttributes.RECORD, "large", "small")
                .doesNotContainKey(DeadLetterAttributes.DETAIL);
        assertThat(letterOf(1024 * 1024 - 5_000))
                .containsKeys(DeadLetterAttributes.REASON, DeadLetterAttributes.RECORD, "small")
                .doesNotContainKey("large");
        assertThat(letterOf(1024 * 1024)).isEmpty();
    }

    @Test
    void aLetterAbove256KibKeepsItsOwnAttributesWhereItsQueueTakesThem() {
        assertThat(letterOf(256 * 1024)).containsKeys("large", "small", DeadLetterAttributes.DETAIL);
    }

    @Test
    void aQueueThatTakesLessIsSentLess() {
        sqs.setQueueAttributes(request ->
                request.queueUrl(dead.url).attributes(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "262144")));

        assertThat(letterOf(256 * 1024 - 5_000))
                .containsKeys(DeadLetterAttributes.REASON, "small")
                .doesNotContainKey("large");
    }

    /** The attributes of the letter of a message with a body of that length, two attributes, and a long story to tell. */
    private Map<String, MessageAttributeValue> letterOf(int length) {
        Map<String, Delivery.Attribute> own = Map.of(
                "large",
                new Delivery.Attribute("String", "x".repeat(5_000)),
                "small",
                new Delivery.Attribute("String", "x"));
        new SqsDeadLetters(() -> sqs, dead.url)
                .send(
                        "test",
                        new Delivery("m-1", "x".repeat(length), null, 1, null, own),
                        new Decision.Poison(dev.evenstep.decision.Reason.REJECTED, "a long story ".repeat(100), null));
        Message letter = only(dead);
        sqs.deleteMessage(delete -> delete.queueUrl(dead.url).receiptHandle(letter.receiptHandle()));
        return letter.messageAttributes();
    }

    @Test
    void aMessageThatIsSentAnewIsAsItCameAndSaysWhenItWasFirstSent() {
        send(OWN);

        handle(() -> new Decision.InProgress(Instant.EPOCH));

        empty(dead);
        Message anew = only(queue);
        Map<String, MessageAttributeValue> attributes = new HashMap<>(anew.messageAttributes());
        MessageAttributeValue sent = attributes.remove(SqsMessageAttributes.FIRST_SENT);
        assertThat(sent)
                .isNotNull()
                .satisfies(millis -> assertThat(Long.parseLong(millis.stringValue()))
                        .isLessThanOrEqualTo(System.currentTimeMillis()));
        assertAsItCame(anew.toBuilder().messageAttributes(attributes).build());
    }

    @Test
    void aLetterForgetsWhenItsMessageWasFirstSentSinceItsRedriveIsYoung() {
        send(Map.of(SqsMessageAttributes.FIRST_SENT, value("Number", "1"), "own", value("String", "x")));

        handle(() -> new Decision.Poison(dev.evenstep.decision.Reason.REJECTED, "never", null));

        assertThat(only(dead).messageAttributes())
                .containsKey("own")
                .doesNotContainKey(SqsMessageAttributes.FIRST_SENT);
    }

    private static void assertAsItCame(Message message) {
        assertThat(message.messageAttributes()).isEqualTo(OWN);
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, TRACE)
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant")
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    }

    private void send(Map<String, MessageAttributeValue> attributes) {
        queue.send(request -> request.messageBody(BODY)
                .messageGroupId("tenant")
                .messageAttributes(attributes)
                .messageSystemAttributes(Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue(TRACE)
                                .build())));
    }

    /** At its first and last receive. What is waited for is taken out of the queue, as Lambda does with what settles. */
    private void handle(Supplier<Decision> decision) {
        Clock clock = Clock.systemUTC();
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), new Random(7));
        SqsProcessor function = new SqsProcessor(
                "test",
                new ConcurrentBatchProcessor(
                        new DeadLetteredWork(
                                (delivery, deadline) -> decision.get(),
                                new SqsDeadLetters(() -> sqs, dead.url),
                                1,
                                BatchOptions.defaults().margin()),
                        BatchOptions.defaults()),
                new RetryScheduler(() -> sqs, RetryPolicy.defaults().withBackoff(backoff, backoff), 1, clock),
                (consumer, outcomes) -> {},
                clock);
        SQSBatchResponse response = function.handle(queue.event(), new FakeContext(20_000));
        assertThat(response.getBatchItemFailures()).isEmpty();
    }

    private static void empty(Queue queue) {
        assertThat(queue.visible()).isZero();
    }

    private static Message only(Queue queue) {
        assertThat(queue.visible()).isEqualTo(1);
        return queue.receive(60).getFirst();
    }

    private static MessageAttributeValue value(String type, String text) {
        return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
    }
}
