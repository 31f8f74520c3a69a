package dev.evenstep.shop.publishoutbox;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.aws.OutboxRelay;
import dev.evenstep.internal.store.UnpublishedRows;
import dev.evenstep.local.iam.RoleUse;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Both publish an event, mark it, and send to the dead letters what can never be published. */
class PublishingRolesTest {

    private static final String RELAY = "test-publish-outbox";
    private static final String SWEEPER = "test-sweep-outbox";

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();

    @Test
    void theRelaysRoleAllowsWhatItAsksForAndNothingElse() {
        commit("order-2001", 1, Samples.read("shop/OrderPlaced/v2-placed"));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(
                inserted("order-2001", 2, Samples.read("stock/StockReserved/v1-reserved")),
                inserted("order-2002", 1, "{}")));

        assertThat(as(RELAY).stream("publish-outbox")
                        .handle(event, new FakeContext(10_000))
                        .getBatchItemFailures())
                .isEmpty();

        assertThat(AWS.roleOf(RELAY)).isEqualTo(new RoleUse(RELAY, List.of(), List.of()));
    }

    @Test
    void theSweepersRoleAllowsWhatItAsksForAndNothingElse() {
        commit("order-2001", 1, Samples.read("shop/OrderPlaced/v2-placed"));
        commit("order-2002", 1, "{}");

        as(SWEEPER).sweeper("sweep-outbox").accept(new FakeContext(10_000));

        assertThat(AWS.roleOf(SWEEPER)).isEqualTo(new RoleUse(SWEEPER, List.of(), List.of()));
    }

    private static OutboxRelay as(String function) {
        return OutboxRelay.from(AWS.environmentOf(function))
                .withDynamoDb(
                        () -> AWS.clientOf(function, DynamoDbClient.builder()).build())
                .withSqs(() -> AWS.clientOf(function, SqsClient.builder()).build())
                .withEventBridge(() ->
                        AWS.clientOf(function, EventBridgeClient.builder()).build());
    }

    /** The row, and what the stream says of it. */
    private DynamodbStreamRecord inserted(String entity, int version, String envelope) {
        commit(entity, version, envelope);
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(new StreamRecord()
                .withSequenceNumber(entity)
                .withKeys(Map.of(
                        "entity", new AttributeValue().withS(entity),
                        "version", new AttributeValue().withN(Integer.toString(version))))
                .withNewImage(Map.of("envelope", new AttributeValue().withS(envelope))));
        return record;
    }

    /** Long ago. */
    private void commit(String entity, int version, String envelope) {
        dynamoDb.putItem(request -> request.tableName("test-outbox")
                .item(Map.of(
                        "entity", fromS(entity),
                        "version", fromN(Integer.toString(version)),
                        "envelope", fromS(envelope),
                        "bucket", fromS(Integer.toString(UnpublishedRows.bucketOf(entity))),
                        "committed", fromN("1790000000000"))));
    }
}
