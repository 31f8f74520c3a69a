package dev.evenstep.shop.placeorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.encryption.KmsSubjectKeys;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.local.iam.RoleUse;
import dev.evenstep.spi.SubjectKeys;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.local.LocalAwsExtension;
import dev.evenstep.testkit.local.QueueFunctionExercise;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.KmsClient;

class OrderRolesTest {

    private static final String PLACED = Samples.read("shop-web/PlaceOrder/v2-placed")
            .replace("\"customerId\"", "\"customerEmail\": \"customer-7@mail.example\", \"customerId\"");
    private static final String COMPLETED =
            Samples.read("dev.evenstep.saga/dev.evenstep.saga.SagaCompleted/v1-completed");

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));

    @Test
    void theRoleOfPlacingAllowsWhatItAsksForAndNothingElse() {
        assertThat(useOf("test-place-order", Orders::placing, PLACED, PLACED.replace("1001", "1002")))
                .isEqualTo(new RoleUse("test-place-order", List.of(), List.of()));
    }

    @Test
    void theRoleOfSettlingAllowsWhatItAsksForAndNothingElse() {
        for (String order : List.of("1001", "1002")) {
            RoleUse unused = useOf("test-place-order", Orders::placing, PLACED.replace("1001", order), PLACED);
        }

        assertThat(useOf(
                        "test-settle-order",
                        Orders::settling,
                        COMPLETED.replace("2001", "1001"),
                        COMPLETED.replace("2001", "1002")))
                .isEqualTo(new RoleUse("test-settle-order", List.of(), List.of()));
    }

    private static RoleUse useOf(
            String function, BiFunction<EventStore, SubjectKeys, Consumer> consumer, String... events) {
        return QueueFunctionExercise.of(AWS, function)
                .run(
                        parts -> {
                            SubjectKeys keys = KmsSubjectKeys.of(
                                    parts.dynamoDb(),
                                    AWS.clientOf(function, KmsClient.builder()).build(),
                                    parts.environment().getOrDefault("SUBJECT_KEYS_TABLE", ""),
                                    parts.environment().getOrDefault("SUBJECT_KEYS_KMS_KEY_ID", ""));
                            EventStore store = DynamoDbEventStore.of(
                                    parts.dynamoDb(),
                                    parts.environment().getOrDefault("EVENTS_TABLE", ""),
                                    EventStoreOptions.defaults().withSubjectKeys(keys));
                            SqsFunction queue = Evenstep.from(parts.environment())
                                    .withDynamoDb(parts::dynamoDb)
                                    .withSqs(parts::sqs)
                                    .withSubjectKeys(keys)
                                    .sqs(consumer.apply(store, keys));
                            return event -> queue.handle(event, new FakeContext(10_000));
                        },
                        List.of(events));
    }
}
