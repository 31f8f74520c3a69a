package dev.evenstep.shop.placeorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.encryption.KmsSubjectKeys;
import dev.evenstep.local.iam.RoleUse;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.local.LocalAwsExtension;
import dev.evenstep.testkit.local.QueueFunctionExercise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;

class PlaceOrderRoleTest {

    private static final String PLACED = Samples.read("shop-web/PlaceOrder/v2-placed")
            .replace("\"customerId\"", "\"customerEmail\": \"customer-7@mail.example\", \"customerId\"");

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    @Test
    void itsRoleAllowsWhatItAsksForAndNothingElse() {
        RoleUse use = QueueFunctionExercise.of(AWS, "test-place-order")
                .run(
                        parts -> {
                            SqsFunction function = Evenstep.from(parts.environment())
                                    .withDynamoDb(parts::dynamoDb)
                                    .withSqs(parts::sqs)
                                    .withSubjectKeys(KmsSubjectKeys.of(
                                            parts.dynamoDb(),
                                            AWS.clientOf("test-place-order", KmsClient.builder())
                                                    .build(),
                                            parts.environment().getOrDefault("SUBJECT_KEYS_TABLE", ""),
                                            parts.environment().getOrDefault("SUBJECT_KEYS_KMS_KEY_ID", "")))
                                    .sqs(Orders.CONSUMER);
                            return event -> function.handle(event, new FakeContext(10_000));
                        },
                        List.of(PLACED, PLACED.replace("1001", "1002")));

        assertThat(use).isEqualTo(new RoleUse("test-place-order", List.of(), List.of()));
    }
}
