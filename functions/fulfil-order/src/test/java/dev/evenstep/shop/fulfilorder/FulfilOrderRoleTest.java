package dev.evenstep.shop.fulfilorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.local.iam.RoleUse;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.local.LocalAwsExtension;
import dev.evenstep.testkit.local.QueueFunctionExercise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FulfilOrderRoleTest {

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    @Test
    void itsRoleAllowsWhatItAsksForAndNothingElse() {
        RoleUse use = QueueFunctionExercise.of(AWS, "test-fulfil-order")
                .run(
                        parts -> {
                            EventStore store = DynamoDbEventStore.of(
                                    parts.dynamoDb(),
                                    parts.environment().getOrDefault("EVENTS_TABLE", ""),
                                    EventStoreOptions.defaults());
                            SqsFunction function = Evenstep.from(parts.environment())
                                    .withDynamoDb(parts::dynamoDb)
                                    .withSqs(parts::sqs)
                                    .sqs(Fulfilment.consumer(store));
                            return event -> function.handle(event, new FakeContext(10_000));
                        },
                        List.of(
                                Samples.read("shop/OrderPlaced/v2-placed"),
                                Samples.read("stock/StockReserved/v1-reserved"),
                                Samples.read("payments/PaymentCharged/v1-charged")));

        assertThat(use).isEqualTo(new RoleUse("test-fulfil-order", List.of(), List.of()));
    }
}
