package dev.evenstep.shop.auditevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** One script of events through a handler of Powertools and through ours, on one table: what docs/coming-from-powertools.md says. */
class PowertoolsAndEvenstepTest {

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "IDEMPOTENCY_TABLE", "test-idempotency",
            "AUDIT_TABLE", "test-audit",
            "DEAD_LETTER_QUEUE_URL", "http://127.0.0.1/000000000000/test-audit-events-dlq",
            "MAX_RECEIVE_COUNT", "1000");

    private static final Context CONTEXT = new FakeContext(10_000);

    record Placed(String orderId) {}

    private static final Consumer AUDIT = Consumer.transactional("audit")
            .on(
                    EventType.of("shop", "OrderPlaced", Placed.class).since(2, 2),
                    event -> Effect.of(Write.update(ItemKey.of("audit", "event", "evenstep#" + event.id()))
                            .add("times", 1)));

    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final AuditEventsHandler powertools = new AuditEventsHandler(dynamoDb, ENVIRONMENT);
    private final SqsFunction evenstep = evenstep();

    private static SqsFunction evenstep() {
        Map.of(
                        "aws.endpointUrl", AWS.endpoint().toString(),
                        "aws.region", "us-east-1",
                        "aws.accessKeyId", "local",
                        "aws.secretAccessKey", "local")
                .forEach(System::setProperty);
        return Evenstep.from(ENVIRONMENT).sqs(AUDIT);
    }

    @Test
    void aDuplicateTakesEffectOnceInBoth() {
        String answer = powertools.handleRequest(parsed(event("order-1", "card")), CONTEXT);

        assertThat(powertools.handleRequest(parsed(event("order-1", "card")), CONTEXT))
                .isEqualTo(answer);
        handle(event("order-1", "card"), event("order-1", "card"));
        handle(event("order-1", "card"));

        assertThat(audited()).containsExactlyInAnyOrder("shop#order-1", "evenstep#order-1");
        assertThat(line("evenstep#order-1").get("times")).isEqualTo(AttributeValue.fromN("1"));
    }

    @Test
    void theirRecordsLieInOneTableUnderDifferentKeys() {
        String unused = powertools.handleRequest(parsed(event("order-1", "card")), CONTEXT);
        handle(event("order-1", "card"));

        List<Map<String, AttributeValue>> records =
                dynamoDb.scan(request -> request.tableName("test-idempotency")).items();
        assertThat(records)
                .hasSize(2)
                .allSatisfy(record -> assertThat(record)
                        .containsKeys("id", "expiration")
                        .containsEntry("status", AttributeValue.fromS("COMPLETED")));
        assertThat(records)
                .extracting(record ->
                        record.getOrDefault("id", AttributeValue.fromS("")).s())
                .satisfiesOnlyOnce(id -> assertThat(id).isEqualTo("audit#shop#order-1"))
                .satisfiesOnlyOnce(id -> assertThat(id).matches(".+#[0-9a-f]{32}"));
    }

    @Test
    void anIdThatIsUsedTwiceIsADuplicateInOneAndADeadLetterInTheOther() {
        String answer = powertools.handleRequest(parsed(event("order-1", "card")), CONTEXT);
        assertThat(powertools.handleRequest(parsed(event("order-1", "invoice")), CONTEXT))
                .isEqualTo(answer);

        handle(event("order-1", "card"));
        handle(event("order-1", "invoice"));

        assertThat(letters()).containsExactly("key-reused");
    }

    @Test
    void whatIsNoEventIsTheHandlersBusinessInOneAndADeadLetterInTheOther() {
        assertThat(powertools.handleRequest(Map.of("id", "x", "source", "shop"), CONTEXT))
                .isEqualTo("shop#x");

        handle("{\"id\":\"x\",\"source\":\"shop\"}");

        assertThat(letters()).containsExactly("malformed");
    }

    private void handle(String... bodies) {
        SQSEvent batch = new SQSEvent();
        batch.setRecords(List.of(bodies).stream()
                .map(body -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId("message");
                    message.setBody(body);
                    message.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:test-audit");
                    return message;
                })
                .toList());
        assertThat(evenstep.handle(batch, CONTEXT).getBatchItemFailures()).isEmpty();
    }

    private Set<String> audited() {
        return dynamoDb.scan(request -> request.tableName("test-audit")).items().stream()
                .map(line ->
                        line.getOrDefault("event", AttributeValue.fromS("")).s())
                .collect(Collectors.toSet());
    }

    private Map<String, AttributeValue> line(String event) {
        return dynamoDb.getItem(
                        request -> request.tableName("test-audit").key(Map.of("event", AttributeValue.fromS(event))))
                .item();
    }

    private List<String> letters() {
        List<Message> messages = sqs.receiveMessage(
                        request -> request.queueUrl(ENVIRONMENT.get("DEAD_LETTER_QUEUE_URL"))
                                .messageAttributeNames("All"))
                .messages();
        return messages.stream()
                .map(letter -> letter.messageAttributes().get("evenstep-reason"))
                .map(reason -> reason == null ? "" : reason.stringValue())
                .toList();
    }

    private static String event(String id, String payment) {
        String detail = Samples.read("shop/OrderPlaced/v2-placed")
                .replace("order-2001-1", id)
                .replaceFirst("\"data\"\\s*:\\s*\\{", "\"data\": {\"payment\":\"" + payment + "\",");
        return """
                {"version":"0","id":"bus-1","detail-type":"OrderPlaced","source":"shop","account":"1",
                 "time":"2026-11-21T08:00:01Z","region":"us-east-1","resources":[],"detail":%s}""".formatted(detail);
    }

    private static Map<String, Object> parsed(String event) {
        try {
            return new ObjectMapper().readValue(event, new TypeReference<>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
