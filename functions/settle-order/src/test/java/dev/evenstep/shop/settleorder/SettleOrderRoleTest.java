package dev.evenstep.shop.settleorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.local.iam.RoleUse;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.local.LocalAwsExtension;
import dev.evenstep.testkit.local.QueueFunctionExercise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SettleOrderRoleTest {

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    @Test
    void itsRoleAllowsWhatItAsksForAndNothingElse() {
        placed("order-2001");
        placed("order-2004");

        RoleUse use = QueueFunctionExercise.of(AWS, "test-settle-order")
                .run(
                        parts -> {
                            SqsFunction function = Evenstep.from(parts.environment())
                                    .withDynamoDb(parts::dynamoDb)
                                    .withSqs(parts::sqs)
                                    .sqs(Settlement.CONSUMER);
                            return event -> function.handle(event, new FakeContext(10_000));
                        },
                        List.of(
                                Samples.read("shop/PaymentCharged/v1-charged"),
                                Samples.read("shop/StockRejected/v1-rejected")));

        assertThat(use).isEqualTo(new RoleUse("test-settle-order", List.of(), List.of()));
    }

    private static void placed(String orderId) {
        AWS.client(DynamoDbClient.builder())
                .build()
                .putItem(request -> request.tableName("test-orders")
                        .item(Map.of(
                                "orderId", AttributeValue.fromS(orderId),
                                "status", AttributeValue.fromS("PLACED"))));
    }
}
