package dev.evenstep.shop.reservestock;

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

class ReserveStockRoleTest {

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    @Test
    void itsRoleAllowsWhatItAsksForAndNothingElse() {
        for (String sku : List.of("tea-green", "cup-blue")) {
            AWS.client(DynamoDbClient.builder())
                    .build()
                    .putItem(request -> request.tableName("test-stock")
                            .item(Map.of("sku", AttributeValue.fromS(sku), "available", AttributeValue.fromN("100"))));
        }

        RoleUse use = QueueFunctionExercise.of(AWS, "test-reserve-stock")
                .run(
                        parts -> {
                            SqsFunction function = Evenstep.from(parts.environment())
                                    .withDynamoDb(parts::dynamoDb)
                                    .withSqs(parts::sqs)
                                    .sqs(Stock.CONSUMER);
                            return event -> function.handle(event, new FakeContext(10_000));
                        },
                        List.of(
                                Samples.read("fulfilment/ReserveStock/v1-reserve"),
                                Samples.read("fulfilment/ReserveStock/v1-reserve")
                                        .replace("order-2001-3", "again"),
                                Samples.read("fulfilment/ReleaseStock/v1-release")
                                        .replace("order-2005", "order-2001"),
                                Samples.read("fulfilment/ReleaseStock/v1-release")));

        assertThat(use).isEqualTo(new RoleUse("test-reserve-stock", List.of(), List.of()));
    }
}
