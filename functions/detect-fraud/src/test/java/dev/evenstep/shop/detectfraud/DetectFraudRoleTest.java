package dev.evenstep.shop.detectfraud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.local.iam.RoleUse;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.local.LocalAwsExtension;
import dev.evenstep.testkit.local.QueueFunctionExercise;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DetectFraudRoleTest {

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    @Test
    void itsRoleAllowsWhatItAsksForAndNothingElse() {
        String declined = Samples.read("payments/PaymentDeclined/v3-declined")
                .replace("2026-11-21T08:00:00Z", Instant.now().toString());
        List<String> three = Stream.of("payments-1", "payments-2", "payments-3")
                .map(id -> declined.replace("payments-2005", id))
                .toList();
        RoleUse use = QueueFunctionExercise.of(AWS, "test-detect-fraud")
                .run(
                        parts -> {
                            SqsFunction function = Evenstep.from(parts.environment())
                                    .withDynamoDb(parts::dynamoDb)
                                    .withSqs(parts::sqs)
                                    .sqs(FraudDetection.CONSUMER);
                            return event -> function.handle(event, new FakeContext(10_000));
                        },
                        three);

        assertThat(use).isEqualTo(new RoleUse("test-detect-fraud", List.of(), List.of()));
    }
}
