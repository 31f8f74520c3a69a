package dev.evenstep.shop.trackorder;

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

class TrackOrderRoleTest {

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    @Test
    void itsRoleAllowsWhatItAsksForAndNothingElse() {
        RoleUse use = QueueFunctionExercise.of(AWS, "test-track-order")
                .run(
                        parts -> {
                            SqsFunction function = Evenstep.from(parts.environment())
                                    .withDynamoDb(parts::dynamoDb)
                                    .withSqs(parts::sqs)
                                    .sqs(Tracking.CONSUMER);
                            return event -> function.handle(event, new FakeContext(10_000));
                        },
                        List.of(
                                Samples.read("shop/OrderPlaced/v2-placed"),
                                Samples.read("old-shop/PaymentCharged/v1-imported"),
                                Samples.read("old-shop/OrderPlaced/v1-imported"),
                                Samples.read("old-shop/StockReserved/v1-imported")));

        assertThat(use).isEqualTo(new RoleUse("test-track-order", List.of(), List.of()));
    }
}
