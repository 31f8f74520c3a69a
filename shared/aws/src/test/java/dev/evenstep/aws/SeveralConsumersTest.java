package dev.evenstep.aws;

import static dev.evenstep.aws.WiringRig.body;
import static dev.evenstep.aws.WiringRig.handle;
import static dev.evenstep.aws.WiringRig.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.internal.consume.WakeUp;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Two consumers behind one source, and events that neither takes. */
class SeveralConsumersTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private static final EventType<Empty> BOTH = EventType.of("test", "Both", Empty.class);
    private static final EventType<Empty> ONE = EventType.of("test", "One", Empty.class);
    private static final EventType<Empty> TWO = EventType.of("test", "Two", Empty.class);

    record Empty() {}

    private final WiringRig rig = new WiringRig(AWS);
    private final List<String> done = new ArrayList<>();
    private final TransactionalConsumer first = consumer("first").on(ONE, event -> done("first", event.id()));
    private final TransactionalConsumer second = consumer("second").on(TWO, event -> done("second", event.id()));

    private TransactionalConsumer consumer(String name) {
        return Consumer.transactional(name).on(BOTH, event -> done(name, event.id()));
    }

    private synchronized Effect done(String consumer, String event) {
        done.add(consumer + ":" + event);
        return Effect.none();
    }

    @Test
    void anEventGoesToEveryConsumerThatTakesItsType() {
        SqsFunction function = rig.evenstep().sqs(first, second);

        assertThat(handle(
                        function,
                        message("e-both", "Both", "{}"),
                        message("e-one", "One", "{}"),
                        message("e-two", "Two", "{}")))
                .isEmpty();

        assertThat(done).containsExactlyInAnyOrder("first:e-both", "first:e-one", "second:e-both", "second:e-two");
        assertThat(rig.told)
                .containsExactlyInAnyOrder("first:applied", "first:applied", "second:applied", "second:applied");
        assertThat(rig.record("first#test#e-both")).isNotEmpty();
        assertThat(rig.record("second#test#e-both")).isNotEmpty();
        assertThat(rig.record("second#test#e-one")).isEmpty();
    }

    @Test
    void oneThatFailsHasItAgainAndTheOtherCallsItADuplicate() {
        List<String> failures = new ArrayList<>(List.of("down"));
        Consumer failing = Consumer.transactional("failing").on(BOTH, event -> {
            if (!failures.isEmpty()) {
                throw new IllegalStateException(failures.removeLast());
            }
            return Effect.none();
        });
        SqsFunction function = rig.evenstep().sqs(failing, second);

        assertThat(handle(function, message("e-1", "Both", "{}"))).containsExactly("e-1");
        assertThat(handle(function, message("e-1", "Both", "{}"))).isEmpty();

        assertThat(rig.told)
                .containsExactly("failing:transient", "second:applied", "failing:applied", "second:duplicate");
    }

    @Test
    void whatOneRejectsIsItsDeadLetterAlone() {
        Consumer rejecting = Consumer.transactional("rejecting").on(BOTH, event -> {
            throw new PermanentFailure("never");
        });
        SqsFunction function = rig.evenstep().sqs(first, rejecting);

        assertThat(handle(function, message("e-1", "Both", "{}"))).isEmpty();
        assertThat(rig.deadLetters()).containsExactly("rejecting:rejected");
        assertThat(done).containsExactly("first:e-1");
    }

    @Test
    void aConsumerInOrderGetsWhatItTakesNotTooSinceItMovesItsStreamOn() {
        SqsFunction function = rig.evenstep().sqs(first, second.inOrder());
        String one = body("e-1", "One", "\"subject\":\"thing\",\"entityversion\":1,", "{}");
        String two = body("e-2", "Two", "\"subject\":\"thing\",\"entityversion\":2,", "{}");

        assertThat(handle(function, message("m-1", one))).isEmpty();
        assertThat(handle(function, message("m-2", two))).isEmpty();

        assertThat(done).containsExactly("first:e-1", "second:e-2");
        assertThat(rig.told).containsExactly("first:applied", "second:applied", "second:applied");
    }

    @Test
    void aWakeUpGoesToTheConsumerThatItNames() {
        SqsFunction function = rig.evenstep().sqs(first, second.inOrder());
        WakeUp wakeUp = new WakeUp("second", "thing", null, null, WakeUp.Task.LOOK_AFTER, Instant.EPOCH);
        WakeUp astray = new WakeUp("third", "thing", null, null, WakeUp.Task.LOOK_AFTER, Instant.EPOCH);

        assertThat(handle(function, message("m-1", wakeUp.toMessage(Instant.EPOCH))))
                .isEmpty();
        assertThat(handle(function, message("m-2", astray.toMessage(Instant.EPOCH))))
                .isEmpty();

        assertThat(rig.told).containsExactly("second:woken-up", "first:poison");
    }

    @Test
    void oneThatHangsLeavesTheOthersTheirShareOfTheTime() {
        CountDownLatch never = new CountDownLatch(1);
        Consumer hanging = Consumer.leased("hanging").on(BOTH, event -> never.await(), event -> Effect.none());
        SqsFunction function = rig.evenstep().sqs(hanging, second);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message("e-1", "Both", "{}")));

        assertThat(function.handle(event, new FakeContext(3_000)).getBatchItemFailures())
                .hasSize(1);
        assertThat(rig.told).containsExactly("hanging:deadline-exceeded", "second:applied");
    }

    @Test
    void whoeverWaitsGetsTheAnswerOfTheFirstThatHasOneAndTheSameAgain() throws IOException {
        Consumer answering = Consumer.transactional("answering")
                .on(BOTH, event -> Effect.none().withResult(Map.of("number", 17)));
        EventBridgeFunction function = rig.evenstep().eventBridge(first, answering);
        byte[] event = body("e-1", "Both", "", "{}").getBytes(StandardCharsets.UTF_8);

        for (int time = 1; time <= 2; time++) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            function.handle(new ByteArrayInputStream(event), answer, new FakeContext(10_000));
            assertThat(answer).hasToString("{\"number\":17}");
        }
        assertThat(rig.told)
                .containsExactly("first:applied", "answering:applied", "first:duplicate", "answering:duplicate");
    }

    @Test
    void whatAnOutboxsStreamBringsGoesToAllToo() {
        OutboxStreamFunction function = rig.evenstep().outboxStream(first, second);
        AttributeValue envelope = new AttributeValue().withS(body("e-1", "Both", "", "{}"));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(new StreamRecord().withSequenceNumber("1").withNewImage(Map.of("envelope", envelope)));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));

        assertThat(function.handle(event, new FakeContext(10_000)).getBatchItemFailures())
                .isEmpty();
        assertThat(rig.told).containsExactly("first:applied", "second:applied");
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> rig.evenstep().sqs(first, consumer("first")))
                .hasMessage("Two consumers of the function are called first: their idempotency records would be one, "
                        + "so give one another name");
    }

    @Test
    void whatNobodyTakesOrCanReadIsTheFirstOnesDeadLetter() {
        SqsFunction function = rig.evenstep().sqs(first, second);

        assertThat(handle(function, message("e-1", "Three", "{}"), message("e-2", "no json")))
                .isEmpty();
        assertThat(rig.deadLetters()).containsExactlyInAnyOrder("first:unknown-type", "first:malformed");
        assertThat(rig.told).containsExactly("first:poison", "first:poison");
    }

    @Test
    void whatNobodyTakesIsIgnoredWhereCodeSaysSo() {
        SqsFunction function = rig.evenstep().ignoringUnknownTypes().sqs(first);

        assertThat(handle(function, message("e-1", "Three", "{}"), message("e-2", "One", "{}")))
                .isEmpty();
        assertThat(rig.told).containsExactlyInAnyOrder("first:ignored", "first:applied");
        assertThat(rig.deadLetters()).isEmpty();
    }

    @Test
    void whatNobodyTakesIsHandedOnAsItCameWhereCodeSaysSo() {
        SqsFunction function = rig.evenstep().handingOnUnknownTypes().sqs(first, second);
        SQSMessage message = message("e-1", "Three", "{\"n\":1}");
        MessageAttribute tenant = new MessageAttribute();
        tenant.setDataType("String");
        tenant.setStringValue("acme");
        message.setMessageAttributes(Map.of("tenant", tenant));

        assertThat(handle(function, message)).isEmpty();

        List<Message> handedOn = rig.messages("test-urgent");
        assertThat(handedOn).extracting(Message::body).containsExactly(message.getBody());
        assertThat(WiringRig.attribute(handedOn.getFirst(), "tenant")).isEqualTo("acme");
        assertThat(rig.told).containsExactly("first:handed-on");
    }

    @Test
    void inAFifoQueueItKeepsItsMessageGroup() {
        SqsFunction function = rig.evenstep("UNKNOWN_TYPES_QUEUE_URL", rig.queue("test-fifo.fifo"))
                .handingOnUnknownTypes()
                .sqs(first);
        SQSMessage grouped = message("e-1", "Three", "{}");
        grouped.setAttributes(Map.of("MessageGroupId", "group-7"));

        assertThat(handle(function, grouped, message("e-2", "Three", "{}"))).isEmpty();

        assertThat(rig.messages("test-fifo.fifo"))
                .extracting(message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .containsExactlyInAnyOrder("group-7", "e-2");
    }

    @Test
    void whatCannotBeHandedOnComesBack() {
        SqsFunction function = rig.evenstep(
                        "START_CHECKS", "off", "UNKNOWN_TYPES_QUEUE_URL", "http://127.0.0.1/000000000000/gone")
                .handingOnUnknownTypes()
                .sqs(first);

        assertThat(handle(function, message("e-1", "Three", "{}"))).containsExactly("e-1");
        assertThat(rig.told).containsExactly("first:transient");
    }

    @Test
    void theQueueForUnknownTypesMustBeNamed() {
        assertThatThrownBy(() -> rig.evenstep("UNKNOWN_TYPES_QUEUE_URL", "")
                        .handingOnUnknownTypes()
                        .sqs(first))
                .hasMessage("The environment variable UNKNOWN_TYPES_QUEUE_URL is missing: "
                        + "set it to the URL of the queue for events of unknown types");
    }
}
