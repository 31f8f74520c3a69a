package dev.evenstep.examples.changedata;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What comes late, as redriven letters do. */
class CustomerRegisterTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/register.yaml", Map.of());

    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final RegisterHandler register = new RegisterHandler(Evenstep.from(Map.of(
                    "IDEMPOTENCY_TABLE", "test-idempotency",
                    "CUSTOMERS_TABLE", "test-customers",
                    "MOVES_TABLE", "test-moves",
                    "DEAD_LETTER_QUEUE_URL",
                            sqs.getQueueUrl(request -> request.queueName("test-dead-letters"))
                                    .queueUrl()))
            .withDynamoDb(() -> dynamoDb)
            .withSqs(() -> sqs));

    private int offset;

    @Test
    void theNewestChangeStandsAndASnapshotTakesNothingBack() {
        handle("r", 90, "Rom");
        handle("u", 120, "Köln");
        handle("u", 110, "Bonn");
        handle("r", 130, "Bonn");

        assertThat(city()).isEqualTo("Köln");
    }

    @Test
    void whoLeftStaysAwayWhateverComesLate() {
        handle("u", 110, "Bonn");
        handle("d", 120, "");
        handle("u", 100, "Rom");
        handle("r", 130, "Rom");

        assertThat(city()).isEqualTo("-");
    }

    private void handle(String operation, long lsn, String city) {
        String row = "{\"id\":1,\"city\":\"" + city + "\"}";
        String rows = operation.equals("d") ? "\"before\":" + row : "\"after\":" + row;
        String body =
                "{\"op\":\"" + operation + "\"," + rows + ",\"source\":{\"connector\":\"postgresql\",\"name\":\"shop\","
                        + "\"schema\":\"public\",\"table\":\"customers\",\"ts_ms\":1795731202818,\"lsn\":" + lsn + "}}";
        KafkaEventRecord record = KafkaEventRecord.builder()
                .withTopic("shop.public.customers")
                .withOffset(offset++)
                .withKey(base64("{\"id\":1}"))
                .withValue(base64(body))
                .build();
        KafkaEvent event = KafkaEvent.builder()
                .withRecords(Map.of("customers-0", List.of(record)))
                .build();
        assertThat(register.handleRequest(event, new FakeContext(20_000)))
                .isEqualTo(Map.of("batchItemFailures", List.of()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String city() {
        return dynamoDb.getItem(request -> request.tableName("test-customers")
                        .key(Map.of("id", AttributeValue.fromS("1")))
                        .consistentRead(true))
                .item()
                .getOrDefault("city", AttributeValue.fromS("-"))
                .s();
    }
}
