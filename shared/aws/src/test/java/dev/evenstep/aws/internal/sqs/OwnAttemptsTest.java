package dev.evenstep.aws.internal.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.aws.TestAws;
import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import dev.evenstep.aws.internal.eventbridge.EventBridgeProcessor;
import dev.evenstep.aws.internal.stream.OutboxStreamProcessor;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A record that itself fails is tried as often as its policy says, whatever brings it. */
class OwnAttemptsTest {

    private static final ManualTime TIME = new ManualTime(Instant.parse("2026-11-21T08:00:00Z"));

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension().with(options -> options.withTime(TIME));

    private final OutageRig rig = new OutageRig(AWS, TIME);

    @Test
    void aHeadThatFailsLeavesItsFollowersAllOfTheirAttempts() {
        SqsProcessor function = rig.function();
        rig.breaks(1, 2);
        for (int number = 1; number <= 3; number++) {
            rig.fifo.send(rig.event(number), rig.run);
        }
        rig.untilEmpty(rig.fifo, function);

        assertThat(rig.tried).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 3);
        assertThat(rig.handled).containsExactly(3);
        assertThat(rig.letters())
                .satisfiesExactlyInAnyOrder(letter -> tellsOf(1, letter), letter -> tellsOf(2, letter));
    }

    @Test
    void anEventThatEventBridgeBringsHasTheSameAttempts() throws IOException {
        EventBridgeProcessor function = new EventBridgeProcessor(
                "outages",
                rig.work(),
                null,
                OutageRig.POLICY,
                (name, outcomes) -> outcomes.forEach(rig::note),
                rig.clock);
        rig.breaks(7);
        byte[] event = rig.event(7).getBytes(StandardCharsets.UTF_8);
        for (int attempt = 1; attempt < OutageRig.OWN_ATTEMPTS; attempt++) {
            assertThatThrownBy(() -> function.handle(
                            new ByteArrayInputStream(event), OutputStream.nullOutputStream(), new FakeContext(10_000)))
                    .isInstanceOf(EventBridgeProcessor.UnsettledEventException.class);
        }
        function.handle(new ByteArrayInputStream(event), OutputStream.nullOutputStream(), new FakeContext(10_000));

        assertThat(rig.tried).containsExactly(7, 7, 7, 7);
        onlyLetter(7);
    }

    @Test
    void aRecordOfAStreamHasTheSameAttemptsAndItsShardGoesOn() {
        OutboxStreamProcessor function = new OutboxStreamProcessor(
                "outages", rig.work(), (name, outcomes) -> outcomes.forEach(rig::note), rig.clock);
        rig.breaks(8);
        DynamodbEvent batch = new DynamodbEvent();
        batch.setRecords(List.of(streamRecord(8), streamRecord(9)));
        for (int attempt = 1; attempt < OutageRig.OWN_ATTEMPTS; attempt++) {
            assertThat(function.handle(batch, new FakeContext(10_000)).getBatchItemFailures())
                    .extracting(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                    .containsExactly("8");
        }
        assertThat(function.handle(batch, new FakeContext(10_000)).getBatchItemFailures())
                .isEmpty();

        assertThat(rig.tried.stream().filter(number -> number == 8)).hasSize(OutageRig.OWN_ATTEMPTS);
        assertThat(rig.handled).containsExactly(9);
        onlyLetter(8);
    }

    private void onlyLetter(int number) {
        assertThat(rig.letters()).singleElement().satisfies(letter -> tellsOf(number, letter));
    }

    private void tellsOf(int number, Message letter) {
        assertThat(letter.body()).contains(rig.run);
        assertThat(noted(letter, DeadLetterAttributes.REASON)).isEqualTo("retries-exhausted");
        assertThat(noted(letter, DeadLetterAttributes.EVENT)).isEqualTo(rig.run + "-" + number);
        assertThat(noted(letter, DeadLetterAttributes.TYPE)).isEqualTo("Numbered");
        assertThat(noted(letter, DeadLetterAttributes.SUBJECT)).isEqualTo(rig.run);
        assertThat(noted(letter, DeadLetterAttributes.ATTEMPTS)).isEqualTo(Integer.toString(OutageRig.OWN_ATTEMPTS));
        assertThat(noted(letter, DeadLetterAttributes.DETAIL)).contains("Failed " + OutageRig.OWN_ATTEMPTS + " times");
        assertThat(noted(letter, DeadLetterAttributes.STACK))
                .startsWith("java.lang.IllegalStateException: broken " + number + "\n");
    }

    private static String noted(Message letter, String name) {
        MessageAttributeValue value = letter.messageAttributes().get(name);
        return value == null ? "" : value.stringValue();
    }

    /** As an outbox table's stream brings a row. */
    private DynamodbEvent.DynamodbStreamRecord streamRecord(int number) {
        StreamRecord change = new StreamRecord();
        change.setSequenceNumber(Integer.toString(number));
        change.setKeys(Map.of("entity", new AttributeValue().withS(rig.run + number)));
        change.setNewImage(Map.of(
                "entity", new AttributeValue().withS(rig.run + number),
                "version", new AttributeValue().withN("1"),
                "envelope", new AttributeValue().withS(rig.event(number))));
        DynamodbEvent.DynamodbStreamRecord record = new DynamodbEvent.DynamodbStreamRecord();
        record.setEventID(rig.run + number);
        record.setEventName("INSERT");
        record.setDynamodb(change);
        return record;
    }
}
