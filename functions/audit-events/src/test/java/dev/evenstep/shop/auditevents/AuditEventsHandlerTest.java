package dev.evenstep.shop.auditevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.aws.internal.dynamodb.DynamoDbStore;
import dev.evenstep.aws.internal.dynamodb.TableNames;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.lambda.powertools.idempotency.exceptions.IdempotencyAlreadyInProgressException;
import software.amazon.lambda.powertools.idempotency.exceptions.IdempotencyItemAlreadyExistsException;
import software.amazon.lambda.powertools.idempotency.persistence.DataRecord;

/** The handler as Powertools' aspect runs it, on a real table. */
class AuditEventsHandlerTest {

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    private static final Map<String, String> ENVIRONMENT =
            Map.of("IDEMPOTENCY_TABLE", "test-idempotency", "AUDIT_TABLE", "test-audit");

    private final DynamoDbClient client = AWS.client(DynamoDbClient.builder()).build();
    private final AuditEventsHandler handler = new AuditEventsHandler(client, ENVIRONMENT);
    private final String id = UUID.randomUUID().toString();

    @Test
    void anEventGetsOneLineHoweverOftenItComes() {
        assertThat(handler.handleRequest(busEvent("bus-1"), context())).isEqualTo("shop#" + id);
        String written = writtenAt("shop#" + id);

        assertThat(handler.handleRequest(busEvent("bus-2"), context())).isEqualTo("shop#" + id);

        assertThat(writtenAt("shop#" + id)).isEqualTo(written);
        assertThat(line("shop#" + id))
                .containsEntry("type", AttributeValue.fromS("OrderPlaced"))
                .containsEntry("entity", AttributeValue.fromS("order-2001"))
                .containsEntry("time", AttributeValue.fromS("2026-11-21T08:00:00Z"))
                .doesNotContainKey("data");
    }

    @Test
    void aLineWhoseRunEndedBeforeItWasKnownIsNotWrittenAgain() {
        client.putItem(request -> request.tableName("test-audit")
                .item(Map.of(
                        "event", AttributeValue.fromS("shop#" + id), "writtenAt", AttributeValue.fromS("before"))));

        assertThat(handler.handleRequest(busEvent("bus-1"), context())).isEqualTo("shop#" + id);

        assertThat(writtenAt("shop#" + id)).isEqualTo("before");
    }

    @Test
    void anEventWhoseFirstRunCrashedIsTakenOverWhenItsTimeIsOver() throws Exception {
        PersistenceWithLeases store = new PersistenceWithLeases(client, "test-idempotency");
        Instant now = Instant.now();
        store.putRecord(inProgress(now.plusSeconds(10)), now);

        assertThatThrownBy(() -> store.putRecord(inProgress(now.plusSeconds(19)), now.plusSeconds(9)))
                .isInstanceOf(IdempotencyItemAlreadyExistsException.class);
        store.putRecord(inProgress(now.plusSeconds(21)), now.plusSeconds(11));

        assertThat(store.getRecord(id).getInProgressExpiryTimestamp())
                .hasValue(now.plusSeconds(21).toEpochMilli());
        store.updateRecord(new DataRecord(id, DataRecord.Status.COMPLETED, now.getEpochSecond() + 3_600, "1", null));
        assertThatThrownBy(() -> store.putRecord(inProgress(now.plusSeconds(99)), now.plusSeconds(98)))
                .isInstanceOf(IdempotencyItemAlreadyExistsException.class);
    }

    @Test
    void twoEventsOfSomebodyElseAboutOneThingAreTwo() {
        for (String busId : List.of(id + "-1", id + "-2")) {
            Map<String, Object> foreign = Map.of(
                    "id",
                    busId,
                    "source",
                    "crm",
                    "detail-type",
                    "Changed",
                    "time",
                    "t",
                    "detail",
                    Map.of("id", "customer-7"));
            assertThat(handler.handleRequest(foreign, context())).isEqualTo("crm#" + busId);
        }
    }

    @Test
    void anEventWhoseRunCrashedIsHandledOnceThatRunsTimeIsOver() {
        assertThat(handler.handleRequest(busEvent("bus-1"), context())).isEqualTo("shop#" + id);
        remove("shop#" + id);
        leftInProgress(Instant.now().plusSeconds(10));
        assertThatThrownBy(() -> handler.handleRequest(busEvent("bus-1"), context()))
                .isInstanceOf(IdempotencyAlreadyInProgressException.class);

        leftInProgress(Instant.now().minusMillis(1));
        assertThat(handler.handleRequest(busEvent("bus-1"), context())).isEqualTo("shop#" + id);

        assertThat(line("shop#" + id)).isNotEmpty();
    }

    @Test
    void anEventOfSomebodyElseIsKnownByTheBussOwnId() {
        Map<String, Object> foreign = Map.of(
                "id",
                id,
                "source",
                "aws.s3",
                "detail-type",
                "Object Created",
                "time",
                "t",
                "detail",
                Map.of("bucket", "b"));

        assertThat(handler.handleRequest(foreign, context())).isEqualTo("aws.s3#" + id);
        assertThat(line("aws.s3#" + id)).containsEntry("type", AttributeValue.fromS("Object Created"));
    }

    @Test
    void powertoolsReadsTheRecordsThatEvenstepLeaves() {
        DynamoDbStore store = new DynamoDbStore(client, TableNames.from(ENVIRONMENT));
        IdempotencyKey key = new IdempotencyKey("shared", "shop", id);
        Instant now = Instant.now();
        assertThat(store.claim(step(key), "me", now, now.plusSeconds(10), now.plusSeconds(60), true))
                .isEqualTo(new Leases.Claimed());

        DataRecord inProgress = new PersistenceWithLeases(client, "test-idempotency").getRecord(key.text());
        assertThat(inProgress.getStatus()).isEqualTo(DataRecord.Status.INPROGRESS);
        assertThat(inProgress.getInProgressExpiryTimestamp())
                .hasValue(now.plusSeconds(10).toEpochMilli());

        assertThat(store.commit(new Commit(
                        step(key),
                        new Guard.HeldBy("me"),
                        null,
                        List.of(),
                        List.of(),
                        "\"done\"",
                        now,
                        now.plusSeconds(60))))
                .isNotNull();
        DataRecord completed = new PersistenceWithLeases(client, "test-idempotency").getRecord(key.text());
        assertThat(completed.getStatus()).isEqualTo(DataRecord.Status.COMPLETED);
        assertThat(completed.getResponseData()).isEqualTo("\"done\"");
    }

    @Test
    void evenstepReadsTheRecordsThatPowertoolsLeaves() {
        Instant now = Instant.now();
        IdempotencyKey key = new IdempotencyKey("shared", "shop", id);
        long expiry = now.plusSeconds(60).getEpochSecond();
        PersistenceWithLeases theirs = new PersistenceWithLeases(client, "test-idempotency");
        theirs.putRecord(new DataRecord(key.text(), DataRecord.Status.INPROGRESS, expiry, null, null), now);
        theirs.updateRecord(new DataRecord(key.text(), DataRecord.Status.COMPLETED, expiry, "\"theirs\"", null));
        DynamoDbStore store = new DynamoDbStore(client, TableNames.from(ENVIRONMENT));

        assertThat(store.claim(step(key), "me", now, now.plusSeconds(10), now.plusSeconds(60), true))
                .isEqualTo(new Refusal.AlreadyCompleted("\"theirs\"", 0));
    }

    private static Step step(IdempotencyKey key) {
        return new Step.InAnyOrder(key, "content");
    }

    @Test
    void aMissingTableIsNamed() {
        assertThatThrownBy(() -> new AuditEventsHandler(client, Map.of()))
                .hasMessageContaining("IDEMPOTENCY_TABLE is missing");
    }

    private Map<String, Object> busEvent(String busId) {
        String detail = Samples.read("shop/OrderPlaced/v2-placed").replace("order-2001-1", id);
        String event = """
                {"version":"0","id":"%s","detail-type":"OrderPlaced","source":"shop","account":"1",
                 "time":"2026-11-21T08:00:01Z","region":"us-east-1","resources":[],"detail":%s}""".formatted(busId, detail);
        try {
            return new ObjectMapper().readValue(event, new TypeReference<>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private DataRecord inProgress(Instant until) {
        return new DataRecord(
                id,
                DataRecord.Status.INPROGRESS,
                until.getEpochSecond() + 3_600,
                null,
                null,
                OptionalLong.of(until.toEpochMilli()));
    }

    private String writtenAt(String event) {
        return line(event).getOrDefault("writtenAt", AttributeValue.fromS("")).s();
    }

    private Map<String, AttributeValue> line(String event) {
        return client.getItem(request -> request.tableName("test-audit")
                        .consistentRead(true)
                        .key(Map.of("event", AttributeValue.fromS(event))))
                .item();
    }

    private static Context context() {
        return new FakeContext(10_000);
    }

    /** Makes the record of the event as it is while a run has it, or when that run has crashed. */
    private void leftInProgress(Instant until) {
        Map<String, AttributeValue> record =
                client.scanPaginator(request -> request.tableName("test-idempotency")).items().stream()
                        .filter(item -> item.toString().contains("shop#" + id))
                        .findFirst()
                        .orElseThrow();
        client.updateItem(request -> request.tableName("test-idempotency")
                .key(Map.of("id", record.getOrDefault("id", AttributeValue.fromS(""))))
                .updateExpression("SET #status = :inProgress, in_progress_expiration = :until")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(Map.of(
                        ":inProgress",
                        AttributeValue.fromS("INPROGRESS"),
                        ":until",
                        AttributeValue.fromN(Long.toString(until.toEpochMilli())))));
    }

    private void remove(String event) {
        client.deleteItem(request -> request.tableName("test-audit").key(Map.of("event", AttributeValue.fromS(event))));
    }
}
