package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class StartChecksTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension();

    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final EventBridgeClient events =
            AWS.client(EventBridgeClient.builder()).build();

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("IDEMPOTENCY_TABLE", "test-idempotency");
        environment.put("OUTBOX_TABLE", "test-outbox");
        environment.put("PARKED_TABLE", "test-parked");
        environment.put("THINGS_TABLE", "test-things");
        environment.put(
                "DEAD_LETTER_QUEUE_URL",
                sqs.getQueueUrl(request -> request.queueName("test-standard-dlq"))
                        .queueUrl());
        environment.put("EVENT_BUS_NAME", "test-bus");
        return environment;
    }

    private void check(Map<String, String> environment, DynamoDbClient tables) {
        new StartChecks(new Settings(environment))
                .tables(() -> tables)
                .queue(() -> sqs, "DEAD_LETTER_QUEUE_URL")
                .resource(
                        "EVENT_BUS_NAME",
                        "bus",
                        () -> events.describeEventBus(request -> request.name(environment.get("EVENT_BUS_NAME"))))
                .run();
    }

    @Test
    void whereAllIsThereTheFunctionStarts() {
        assertThatCode(() -> check(environment(), dynamoDb)).doesNotThrowAnyException();
    }

    @Test
    void whatIsMissingFailsTheStartWithItsVariableAndTheRemedy() {
        Map<String, String> missing = Map.of(
                "THINGS_TABLE",
                "gone",
                "DEAD_LETTER_QUEUE_URL",
                "http://127.0.0.1/000000000000/gone",
                "EVENT_BUS_NAME",
                "gone");
        missing.forEach((variable, name) -> {
            Map<String, String> environment = environment();
            environment.put(variable, name);

            assertThatThrownBy(() -> check(environment, dynamoDb))
                    .isInstanceOf(ConfigurationFailure.class)
                    .hasMessageContaining("The environment variable " + variable + " is \"" + name)
                    .hasMessageContaining("correct it, or deploy the");
            environment.put("START_CHECKS", "off");
            assertThatCode(() -> check(environment, dynamoDb)).doesNotThrowAnyException();
        });
    }

    @Test
    void aTableWithAnotherKeyThanOursFailsTheStart() {
        Map<String, String> environment = environment();
        environment.put("OUTBOX_TABLE", "test-things");

        assertThatThrownBy(() -> check(environment, dynamoDb))
                .hasMessageContaining("OUTBOX_TABLE is \"test-things\", and the key of that table is [id]")
                .hasMessageContaining("[entity, version]");
    }

    @Test
    void whatMayNotBeAskedStopsNobody() {
        DynamoDbClient denied = AWS.client(DynamoDbClient.builder()
                        .overrideConfiguration(config -> config.addExecutionInterceptor(new Denying())
                                .retryStrategy(AwsRetryStrategy.doNotRetry())))
                .build();

        assertThatCode(() -> check(environment(), denied)).doesNotThrowAnyException();
    }

    private static final class Denying implements ExecutionInterceptor {

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            throw DynamoDbException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("AccessDeniedException")
                            .errorMessage("not you")
                            .serviceName("DynamoDb")
                            .build())
                    .build();
        }
    }
}
