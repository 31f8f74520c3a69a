package dev.evenstep.cli.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import dev.evenstep.aws.internal.sqs.SqsDeadLetters;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Reason;
import dev.evenstep.spi.Delivery;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class DeadLetterQueueTest {

    /** Each look waits a second for letters on servers that it has not asked. */
    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/queues.yaml", Map.of())
            .with(options -> options.withTime(new FastTime()));

    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final String dead = url("test-fifo-dlq.fifo");
    private final String source = url("test-fifo.fifo");
    private final DeadLetterQueue queue = new DeadLetterQueue(sqs, dead);

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

        List<String> told = new ArrayList<>();
        assertThat(queue.redrive(idsOf(queue.list()), source, letter -> told.add(letter.body())))
                .isEmpty();

        assertThat(told).containsExactly("body");
        assertThat(queue.list()).isEmpty();
        List<Message> back = sqs.receiveMessage(request -> request.queueUrl(source)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        assertThat(back).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("body");
            assertThat(message.messageAttributes()).containsOnlyKeys(DeadLetterAttributes.REDRIVEN);
            assertThat(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                    .isEqualTo("customer-7");
        });
    }

    @Test
    void toAFifoQueueALetterTakesAlongWhichRecordOfItsGroupItWas() {
        send("body", "customer-7");

        Message back = redriven(source);

        assertThat(back.messageAttributes().get(DeadLetterAttributes.REDRIVEN)).isEqualTo(text("record-body"));
    }

    @Test
    void deadLetteredAgainItKeepsNothingOfItsRedriveAndItsNextRedriveSaysItsNewRecord() {
        sendAs("record-2", Map.of(DeadLetterAttributes.REDRIVEN, new Delivery.Attribute("String", "record-1")));

        assertThat(queue.list())
                .singleElement()
                .satisfies(letter -> assertThat(letter.attributes()).doesNotContainKey(DeadLetterAttributes.REDRIVEN));
        assertThat(redriven(source).messageAttributes())
                .isEqualTo(Map.of(DeadLetterAttributes.REDRIVEN, text("record-2")));
    }

    @Test
    void aMessageWithAsManyAttributesAsSqsTakesGivesOneUpForItsPlaceInItsGroup() {
        Map<String, Delivery.Attribute> own = IntStream.range(0, 10)
                .boxed()
                .collect(Collectors.toMap(i -> "own-" + i, i -> new Delivery.Attribute("String", "value-" + i)));
        sendAs("record-1", own);

        assertThat(redriven(source).messageAttributes())
                .hasSize(10)
                .containsKeys(DeadLetterAttributes.REDRIVEN, "own-0", "own-8")
                .doesNotContainKey("own-9");
    }

    @Test
    void ofMoreAttributesThanSqsTakesNothingIsLost() {
        Map<String, Delivery.Attribute> own = new HashMap<>();
        IntStream.range(0, 9)
                .forEach(i -> own.put("own-" + i, new Delivery.Attribute("String", "value \"" + i + "\"")));
        own.put("signature", new Delivery.Attribute("Binary", "AP8H"));
        sendAs("record-1", own);

        Message raw = received(dead);
        assertThat(raw.messageAttributes())
                .hasSize(10)
                .containsEntry(DeadLetterAttributes.REASON, text("rejected"))
                .containsKey(DeadLetterAttributes.PACKED);
        sqs.changeMessageVisibility(change ->
                change.queueUrl(dead).receiptHandle(raw.receiptHandle()).visibilityTimeout(0));
        DeadLetter letter = queue.list().getFirst();
        assertThat(letter.detail()).isEqualTo("no such article");
        assertThat(letter.attributes())
                .containsEntry(DeadLetterAttributes.DECISION, text("poison"))
                .containsEntry(DeadLetterAttributes.GROUP, text("group"))
                .containsEntry(DeadLetterAttributes.RECORD, text("record-1"));

        Message back = redriven(url("test-standard"));
        assertThat(back.messageAttributes()).containsOnlyKeys(own.keySet()).containsEntry("own-8", text("value \"8\""));
        assertThat(back.messageAttributes())
                .containsEntry(
                        "signature",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 7}))
                                .build());
    }

    @Test
    void whatASenderCallsPackedIsLeftAsItIs() {
        for (String value : List.of("no json", "[1]", "{\"a\":{\"type\":\"Binary\",\"value\":\"?\"}}")) {
            String id = sqs.sendMessage(request -> request.queueUrl(dead)
                            .messageBody("b")
                            .messageGroupId(value.substring(0, 1))
                            .messageDeduplicationId(Integer.toString(value.length()))
                            .messageAttributes(Map.of(DeadLetterAttributes.PACKED, text(value))))
                    .messageId();
            assertThat(id).isNotEmpty();
        }

        assertThat(queue.list()).hasSize(3).extracting(DeadLetter::reason).containsOnly("max-receives");
    }

    @Test
    void toAStandardQueueNothingIsTakenAlong() {
        String standard = url("test-standard");
        send("body", "tenant-7");

        assertThat(redriven(standard).messageAttributes()).isEmpty();
    }

    @Test
    void aCorrectedLetterGoesBackWithItsNewBodyAndEverythingElse() {
        sendAs("record-1", Map.of("own", new Delivery.Attribute("String", "kept")));
        String id = queue.list().getFirst().messageId();

        assertThat(queue.redriveCorrected(id, "corrected", source))
                .hasValueSatisfying(letter -> assertThat(letter.body()).isEqualTo("corrected"));

        assertThat(queue.list()).isEmpty();
        Message back = received(source);
        assertThat(back.body()).isEqualTo("corrected");
        assertThat(back.messageAttributes())
                .isEqualTo(Map.of("own", text("kept"), DeadLetterAttributes.REDRIVEN, text("record-1")));
        assertThat(back.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo("group");
    }

    @Test
    void aCorrectionOfALetterThatIsGoneSendsNothingAndAnEmptyOneIsRefused() {
        send("body", "group");

        assertThat(queue.redriveCorrected("gone", "corrected", source)).isEmpty();
        assertThatThrownBy(() -> queue.redriveCorrected("m-1", "", source))
                .hasMessage("The corrected body of m-1 is empty, and SQS takes no empty message: give it one");

        assertThat(queue.list()).hasSize(1);
        assertThat(sqs.receiveMessage(request -> request.queueUrl(source)).messages())
                .isEmpty();
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

    @Test
    void aFifoQueueThatRefusesHandlesThatAreOverIsRedrivenToo() {
        DeadLetterQueue strict = faulty(new HandlesThatEnd());
        IntStream.range(0, 15).forEach(i -> send("body-" + i, "group-" + i));
        List<DeadLetter> listed = strict.list();
        Set<String> some = idsOf(listed.subList(0, 12));
        List<String> told = new ArrayList<>();

        assertThat(strict.redrive(some, source, letter -> told.add(letter.messageId())))
                .isEmpty();

        assertThat(told).containsExactlyElementsOf(some);
        assertThat(idsOf(strict.list())).isEqualTo(idsOf(listed.subList(12, 15)));
    }

    @Test
    void aLetterThatIsGoneIsNamedAndTheOthersGoBack() {
        send("body", "group");
        String there = queue.list().getFirst().messageId();

        assertThat(queue.redrive(Set.of("gone", there), source, letter -> {})).containsExactly("gone");

        assertThat(queue.list()).isEmpty();
    }

    @Test
    void severalQueuesAreListedTogether() {
        send("body", "group");
        DeadLetterQueue other = new DeadLetterQueue(sqs, url("test-standard-dlq"));

        Map<String, List<DeadLetter>> letters = new DeadLetterQueues(Map.of("full", queue, "empty", other)).list();

        assertThat(letters).containsOnlyKeys("full", "empty").containsEntry("empty", List.of());
        assertThat(letters.get("full")).hasSize(1);
    }

    @Test
    void lettersOnServersThatAShortPollLeavesOutAreListed() {
        send("body", "group");

        assertThat(faulty(new ShortPollsFindNothing()).list()).hasSize(1);
    }

    @Test
    @Timeout(20)
    void aListingThatSeesLettersAgainEnds() {
        IntStream.range(0, 3).forEach(i -> send("body-" + i, "group-" + i));

        assertThat(faulty(new HoldsThatEndAtOnce()).list()).hasSize(3);
    }

    private DeadLetterQueue faulty(ExecutionInterceptor fault) {
        return new DeadLetterQueue(
                AWS.client(SqsClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(fault)))
                        .build(),
                dead);
    }

    private static Set<String> idsOf(List<DeadLetter> letters) {
        return letters.stream().map(DeadLetter::messageId).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As FIFO queues on AWS do: a handle whose visibility timeout is over is refused. */
    private static final class HandlesThatEnd implements ExecutionInterceptor {

        private final Set<String> over = new HashSet<>();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            switch (context.request()) {
                case ChangeMessageVisibilityBatchRequest batch ->
                    batch.entries().stream()
                            .filter(entry -> entry.visibilityTimeout() == 0)
                            .forEach(entry -> over.add(entry.receiptHandle()));
                case DeleteMessageRequest delete -> refuseIfOver(delete.receiptHandle());
                case ChangeMessageVisibilityRequest change -> refuseIfOver(change.receiptHandle());
                default -> {}
            }
        }

        private void refuseIfOver(String handle) {
            if (over.contains(handle)) {
                throw SqsException.builder()
                        .message("The receipt handle has expired")
                        .build();
            }
        }
    }

    /** A short poll asks some servers only: here, those that have nothing. */
    private static final class ShortPollsFindNothing implements ExecutionInterceptor {

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            return context.request() instanceof ReceiveMessageRequest receive && receive.waitTimeSeconds() == 0
                    ? ReceiveMessageResponse.builder().build()
                    : context.response();
        }
    }

    /** As if looking took longer than letters are held. */
    private static final class HoldsThatEndAtOnce implements ExecutionInterceptor {

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof ReceiveMessageRequest receive
                    ? receive.toBuilder().visibilityTimeout(0).build()
                    : context.request();
        }
    }

    private Message redriven(String url) {
        assertThat(queue.redrive(idsOf(queue.list()), url, letter -> {})).isEmpty();
        return received(url);
    }

    private Message received(String url) {
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private void sendAs(String record, Map<String, Delivery.Attribute> own) {
        new SqsDeadLetters(() -> sqs, dead)
                .send(
                        "test",
                        new Delivery(record, "body", "group", 1, null, own),
                        new Poison(Reason.REJECTED, "no such article", null));
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
