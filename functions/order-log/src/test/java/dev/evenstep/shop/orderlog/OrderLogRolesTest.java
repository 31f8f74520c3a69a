package dev.evenstep.shop.orderlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.aws.OutboxRelay;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.eventstore.dynamodb.DynamoDbViewStore;
import dev.evenstep.eventstore.lambda.EventLogFunction;
import dev.evenstep.eventstore.lambda.QueryFunction;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.schema.EventType;
import dev.evenstep.shop.orderlog.OrderStatus.Placed;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the library may need of these roles beyond an ordinary day, its own tests hold against its list. */
class OrderLogRolesTest {

    private static final EventType<Placed> PLACED =
            EventType.of("shop", "OrderPlaced", Placed.class).since(2, 2);
    private static final FakeContext CONTEXT = new FakeContext(10_000);

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    @Test
    void nothingThatTheLogNeedsIsDenied() {
        place("order-1");

        assertThat(as("test-order-log").handle(doorbell("order-1"), CONTEXT).getBatchItemFailures())
                .isEmpty();
        as("test-catch-up-order-log").catchUp(CONTEXT);

        assertThat(AWS.roleOf("test-order-log").denied()).isEmpty();
        assertThat(AWS.roleOf("test-catch-up-order-log").denied()).isEmpty();
    }

    @Test
    void nothingThatTheSweepNeedsIsDenied() {
        place("order-2");

        assertThat(EventLogFunction.of("sweep-order-log", store("test-sweep-order-log"))
                        .sweep(CONTEXT))
                .isTrue();

        assertThat(AWS.roleOf("test-sweep-order-log").denied()).isEmpty();
    }

    @Test
    void whatShowsOrdersMayReadViewsAndNothingElse() {
        place("order-3");
        assertThat(as("test-order-log").handle(doorbell("order-3"), CONTEXT).getBatchItemFailures())
                .isEmpty();
        QueryFunction shown = QueryFunction.of(views("test-show-orders"), OrderStatus.PROJECTION);

        assertThat(shown.handle(get("/order-status/order-3", Map.of())).getBody())
                .contains("PLACED");
        assertThat(shown.handle(get("/order-status", Map.of("limit", "1"))).getBody())
                .contains("order-3");
        assertThat(shown.handle(get("/order-status", Map.of("list", "customer-of-order-3")))
                        .getBody())
                .contains("order-3");

        assertThat(AWS.roleOf("test-show-orders").denied()).isEmpty();
        assertThat(AWS.roleOf("test-show-orders").unused()).isEmpty();
    }

    private static EventLogFunction as(String function) {
        OutboxRelay relay = OutboxRelay.from(AWS.environmentOf(function))
                .withSqs(() -> AWS.clientOf(function, SqsClient.builder()).build())
                .withEventBridge(() ->
                        AWS.clientOf(function, EventBridgeClient.builder()).build());
        return OrderLog.of(store(function), views(function), relay);
    }

    private static EventStore store(String function) {
        return store(AWS.clientOf(function, DynamoDbClient.builder()).build());
    }

    private static EventStore store(DynamoDbClient client) {
        return DynamoDbEventStore.of(client, "test-events", EventStoreOptions.defaults());
    }

    private static ViewStore views(String function) {
        return DynamoDbViewStore.of(
                AWS.clientOf(function, DynamoDbClient.builder()).build(), "test-views");
    }

    private static void place(String order) {
        var unused = store(AWS.client(DynamoDbClient.builder()).build())
                .append(
                        order,
                        ExpectedVersion.empty(),
                        Append.of(order, NewEvent.of(PLACED, new Placed("customer-of-" + order, 900, "EUR"))))
                .orThrow();
    }

    private static DynamodbEvent doorbell(String stream) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(new StreamRecord()
                .withSequenceNumber(stream)
                .withKeys(Map.of(
                        "stream", new AttributeValue().withS(stream), "commit", new AttributeValue().withN("1"))));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        return event;
    }

    private static APIGatewayV2HTTPEvent get(String path, Map<String, String> parameters) {
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withQueryStringParameters(parameters)
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod("GET")
                                .withPath(path)
                                .build())
                        .build())
                .build();
    }
}
