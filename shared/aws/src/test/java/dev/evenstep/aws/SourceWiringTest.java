package dev.evenstep.aws;

import static dev.evenstep.aws.WiringRig.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.aws.internal.sqs.SqsMessages;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.RecordMapping;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;

/** EventSources wired on the local AWS. */
class SourceWiringTest {

    private record Noted(String text) {}

    private static final EventType<Noted> NOTED = EventType.of("test", "Noted", Noted.class);

    private static final TransactionalConsumer NOTES = Consumer.transactional("noting")
            .on(NOTED, event -> {
                if (event.data().text().equals("fails")) {
                    throw new IllegalStateException("fails");
                }
                return Effect.of(
                        Write.update(ItemKey.of("things", "id", event.envelope().id()))
                                .add("count", 1));
            });

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    @Test
    void aStreamsRecordsTakeEffectAndPoisonIsADeadLetterWithItsPlace() {
        WiringRig rig = new WiringRig(AWS);
        Evenstep evenstep = rig.evenstep();
        SourceFunction<KinesisEvent, StreamsEventResponse> function = evenstep.source(EventSources.kinesis(), NOTES);

        StreamsEventResponse answer = function.handle(
                kinesis(
                        body("k-1", "Noted", "", "{\"text\":\"ok\"}"),
                        "nonsense",
                        body("k-2", "Noted", "", "{\"text\":\"fails\"}")),
                new FakeContext(20_000));

        assertThat(answer.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("2");
        assertThat(rig.told).containsExactly("noting:applied", "noting:poison", "noting:transient");
        List<Message> letters = rig.messages("test-standard-dlq");
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.body()).isEqualTo("nonsense");
            assertThat(WiringRig.attribute(letter, "evenstep-record")).isEqualTo("shardId-0:1");
        });
    }

    @Test
    void whatABrokerCannotBringAloneIsHandedToTheQueueOfRetries() {
        WiringRig rig = new WiringRig(AWS);
        SourceFunction<RabbitMQEvent, String> function = rig.evenstep().source(EventSources.rabbitMq(), NOTES);
        String failing = body("r-2", "Noted", "", "{\"text\":\"fails\"}");

        String unused = function.handle(
                rabbit(body("r-1", "Noted", "", "{\"text\":\"ok\"}"), failing), new FakeContext(20_000));

        assertThat(rig.told).containsExactly("noting:applied", "noting:transient");
        assertThat(rig.sqs
                        .getQueueAttributes(request ->
                                request.queueUrl(rig.queue("test-standard")).attributeNamesWithStrings("All"))
                        .attributesAsStrings())
                .containsEntry("ApproximateNumberOfMessagesDelayed", "1");
    }

    @Test
    void aMessagesHeadersGoAlongToTheQueueOfRetriesAsFarAsSqsTakesThem() {
        WiringRig rig = new WiringRig(AWS);
        SourceFunction<RabbitMQEvent, String> function = rig.evenstep(
                        "WAKE_UP_QUEUE_URL", rig.queue("test-urgent"), "RETRY_BASE_SECONDS", "1")
                .source(EventSources.rabbitMq(), NOTES);
        Map<String, Object> headers =
                new HashMap<>(Map.of("x:death", "twice", "empty", "", "tab", "a\u0000b", "aws.x", "y"));
        for (int i = 0; i < 12; i++) {
            headers.put("header-" + i, "a longer value " + i);
        }
        RabbitMQEvent event = rabbit(body("h-1", "Noted", "", "{\"text\":\"fails\"}"));
        event.getRmqMessagesByQueue()
                .values()
                .iterator()
                .next()
                .getFirst()
                .getBasicProperties()
                .setHeaders(headers);

        String unused = function.handle(event, new FakeContext(20_000));

        await().untilAsserted(() -> assertThat(rig.messages("test-urgent")).anySatisfy(message -> {
            assertThat(message.messageAttributes()).hasSize(10).containsKeys("x_death", "tab", "_aws.x", "header-0");
            assertThat(WiringRig.attribute(message, "tab")).isEqualTo("a?b");
        }));
    }

    @Test
    void bytesThatWaitForTheirSchemaComeBackFromTheQueueOfRetriesAsTheyWere() {
        WiringRig rig = new WiringRig(AWS);
        byte[] avro = {0, 0, 0, 0, 7, 'A', 'b'};
        RecordMapping away = record -> {
            throw new DependencyFailure("schema-registry", "The registry did not answer");
        };
        SourceFunction<RabbitMQEvent, String> function = rig.evenstep(
                        "WAKE_UP_QUEUE_URL", rig.queue("test-urgent"), "RETRY_BASE_SECONDS", "1")
                .withMapping(away)
                .source(EventSources.rabbitMq(), NOTES);

        String unused = function.handle(rabbit(new String(avro, StandardCharsets.UTF_8)), new FakeContext(20_000));

        await().untilAsserted(() -> assertThat(rig.messages("test-urgent")).anySatisfy(message -> {
            SQSMessage received = WiringRig.message("m-1", message.body());
            received.setMessageAttributes(Map.of("evenstep-encoding", attribute(message)));
            assertThat(deliveryOf(received).content()).isEqualTo(avro);
        }));
    }

    private static MessageAttribute attribute(Message message) {
        MessageAttribute attribute = new MessageAttribute();
        attribute.setDataType("String");
        attribute.setStringValue(WiringRig.attribute(message, "evenstep-encoding"));
        return attribute;
    }

    private static Delivery deliveryOf(SQSMessage message) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return new SqsMessages().deliveries(event).getFirst();
    }

    @Test
    void aBatchWithAnOrderIsHandedToNoQueue() {
        WiringRig rig = new WiringRig(AWS);
        PipedNotes handler = new PipedNotes(rig.evenstep().source(EventSources.customEventBusFifo(), NOTES));
        String event = """
                [{"Data":%s,"SystemMetadata":{"aws:DeliveryType":"LIVE","aws:EventId":"1","EventGroupId":"a"}}]""".formatted(body("f-1", "Noted", "", "{\"text\":\"fails\"}"));

        assertThatThrownBy(() -> handler.handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream(),
                        new FakeContext(20_000)))
                .hasMessageContaining("1 of 1 records did not settle");
        assertThat(rig.told).containsExactly("noting:transient");
    }

    @Test
    void aPipeIsToldWhatDidNotSettle() throws IOException {
        WiringRig rig = new WiringRig(AWS);
        PipedNotes handler = new PipedNotes(rig.evenstep().source(PipeSources.sqs(), NOTES));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        String event = """
                [{"eventSource":"aws:sqs","messageId":"m-1","body":%s},{"eventSource":"aws:sqs","messageId":"m-2","body":%s}]""".formatted(
                        quoted(body("p-1", "Noted", "", "{\"text\":\"ok\"}")),
                        quoted(body("p-2", "Noted", "", "{\"text\":\"fails\"}")));

        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, new FakeContext(20_000));

        assertThat(answer).hasToString("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-2\"}]}");
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    @Test
    void withoutThatQueueTheInvocationFails() {
        WiringRig rig = new WiringRig(AWS);
        Map<String, String> environment = rig.environment();
        environment.remove("WAKE_UP_QUEUE_URL");
        SourceFunction<RabbitMQEvent, String> function = Evenstep.from(environment)
                .withDynamoDb(() -> rig.dynamoDb)
                .withSqs(() -> rig.sqs)
                .source(EventSources.rabbitMq(), NOTES);

        assertThatThrownBy(() -> function.handle(
                        rabbit(body("w-1", "Noted", "", "{\"text\":\"fails\"}")), new FakeContext(20_000)))
                .hasMessageContaining("1 of 1 records did not settle")
                .hasMessageContaining("orders::/");
    }

    private static KinesisEvent kinesis(String... bodies) {
        KinesisEvent event = new KinesisEvent();
        List<String> all = Arrays.asList(bodies);
        event.setRecords(all.stream()
                .map(body -> {
                    KinesisEvent.Record content = new KinesisEvent.Record();
                    content.setSequenceNumber("" + all.indexOf(body));
                    content.setPartitionKey("key-" + UUID.randomUUID());
                    content.setData(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
                    KinesisEventRecord record = new KinesisEventRecord();
                    record.setEventID("shardId-0:" + all.indexOf(body));
                    record.setKinesis(content);
                    return record;
                })
                .toList());
        return event;
    }

    private static RabbitMQEvent rabbit(String... bodies) {
        List<RabbitMessage> messages = Arrays.stream(bodies)
                .map(body -> RabbitMessage.builder()
                        .withBasicProperties(BasicProperties.builder().build())
                        .withData(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)))
                        .build())
                .toList();
        return RabbitMQEvent.builder()
                .withRmqMessagesByQueue(Map.of("orders::/", messages))
                .build();
    }
}
