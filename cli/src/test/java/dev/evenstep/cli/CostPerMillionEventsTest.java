package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.Capacity;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a million events cost, as the page <i>Operating</i> says: from what consumers do to tables, and AWS's prices. */
class CostPerMillionEventsTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/cost.yaml", Map.of());

    /** USD in us-east-1 on 2026-11-26: a million of write request units, SQS requests, invocations, events; a GB-second. */
    private static final double WRITE_UNITS = 0.625;

    private static final double QUEUE_REQUESTS = 0.40;
    private static final double INVOCATIONS = 0.20;
    private static final double GIGABYTE_SECOND = 0.0000133334;
    private static final double EVENTS = 1.00;

    /** One to send, and of ten messages each one to receive and one to delete. */
    private static final double QUEUE_REQUESTS_OF_AN_EVENT = 1.2;

    private static final double GIGABYTE_SECONDS_OF_A_BATCH = 0.5 * 0.1;
    private static final double EVENTS_OF_A_BATCH = 10;

    /** The relay's mark of a published row, and of the row in its index, as RelayCostTest asserts. */
    private static final double UNITS_OF_A_MARK = 2;

    record Counted(int number) {}

    private static final EventType<Counted> COUNTED = EventType.of("test", "Counted", Counted.class);
    private static final ItemKey THING = ItemKey.of("things", "id", "thing-1");
    private static final Write ADDED = Write.update(THING).add("sum", 1);

    private final Capacity capacity = new Capacity();
    private final DynamoDbClient dynamoDb = AWS.client(
                    DynamoDbClient.builder().overrideConfiguration(config -> config.addExecutionInterceptor(capacity)))
            .build();

    @Test
    void theTableOnThePageIsWhatIsMeasured() throws IOException {
        var lines = List.of(
                "| an event that is | requests | write units | DynamoDB | SQS and Lambda | EventBridge | a million |",
                "|---|---:|---:|---:|---:|---:|---:|",
                line(
                        "versioned, one item",
                        Consumer.versioned("versioned", subject -> THING)
                                .latestWins()
                                .on(COUNTED, event -> ADDED),
                        0),
                line(
                        "transactional, one item",
                        Consumer.transactional("one").on(COUNTED, event -> Effect.of(ADDED)),
                        0),
                line(
                        "transactional, one item and an event to publish",
                        Consumer.transactional("more")
                                .on(COUNTED, event -> Effect.of(ADDED).publish(COUNTED, event.data())),
                        1),
                line(
                        "transactional, without an effect",
                        Consumer.transactional("none").on(COUNTED, event -> Effect.none()),
                        0),
                line(
                        "leased, with nothing to write",
                        Consumer.leased("call")
                                .on(COUNTED, String.class, event -> "done", (event, answer) -> Effect.none()),
                        0),
                line(
                        "leased, an event to publish",
                        Consumer.leased("calls")
                                .on(
                                        COUNTED,
                                        String.class,
                                        event -> "done",
                                        (event, answer) -> Effect.none().publish(COUNTED, event.data())),
                        1));

        assertThat(Files.readString(Path.of("../docs/operating.md"))).contains(String.join("\n", lines));
    }

    private String line(String what, Consumer consumer, int published) {
        capacity.reset();
        var answer = Evenstep.from(Map.of(
                        "IDEMPOTENCY_TABLE", "test-idempotency",
                        "OUTBOX_TABLE", "test-outbox",
                        "THINGS_TABLE", "test-things",
                        "DEAD_LETTER_QUEUE_URL", AWS.endpoint() + "/000000000000/none",
                        "MAX_RECEIVE_COUNT", "1000",
                        "START_CHECKS", "off"))
                .withDynamoDb(() -> dynamoDb)
                .withoutMetrics()
                .sqs(consumer)
                .handle(message(what), new FakeContext(10_000));
        assertThat(answer.getBatchItemFailures()).as(what).isEmpty();
        var written = capacity.writeUnits() + published * UNITS_OF_A_MARK;
        var tables = written * WRITE_UNITS;
        var way = QUEUE_REQUESTS_OF_AN_EVENT * QUEUE_REQUESTS
                + (INVOCATIONS + 1_000_000 * GIGABYTE_SECONDS_OF_A_BATCH * GIGABYTE_SECOND) / EVENTS_OF_A_BATCH;
        var bus = published * EVENTS;
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.2f | %.2f | %.2f | %.2f |",
                what,
                capacity.requests().size(),
                written,
                tables,
                way,
                bus,
                tables + way + bus);
    }

    private static SQSEvent message(String subject) {
        var message = new SQSMessage();
        message.setMessageId("message-1");
        message.setReceiptHandle("receipt-1");
        message.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:test-events");
        message.setAttributes(Map.of("ApproximateReceiveCount", "1", "SentTimestamp", "1790000000000"));
        message.setBody("""
                {"specversion":"1.0","id":"1","source":"test","type":"Counted","time":"2026-11-21T08:00:00Z",
                 "subject":"%s","entityversion":1,"data":{"number":1}}""".formatted(subject));
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }
}
