package dev.evenstep.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AwsClientsTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private static final Faults FAULTS = Faults.none();

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/queues.yaml", Map.of())
            .with(options -> options.withFaults(FAULTS));

    @Test
    void whatMeetsATransactionIsWrittenAgain() {
        FAULTS.add(FaultRule.of(Fault.CONFLICT, 1).times(2));
        try (AwsClients clients = AwsClients.at(AWS.endpoint())) {
            Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("1"));
            var unused = clients.dynamoDb()
                    .putItem(request ->
                            request.tableName(AWS.name("idempotency")).item(item));
            assertThat(clients.dynamoDb()
                            .getItem(request ->
                                    request.tableName(AWS.name("idempotency")).key(item))
                            .item())
                    .isEqualTo(item);
        }
    }

    @Test
    void theRegionIsTheEnvironments() {
        assertThat(region(Map.of("AWS_REGION", "eu-central-1", "AWS_DEFAULT_REGION", "eu-west-1")))
                .isEqualTo("eu-central-1");
        assertThat(region(Map.of("AWS_DEFAULT_REGION", "eu-west-1"))).isEqualTo("eu-west-1");
        assertThat(region(Map.of())).isEqualTo("us-east-1");
    }

    @Test
    void awsItselfHasAnEndpointPerService() {
        try (AwsClients clients = AwsClients.at(AwsClients.AWS, Map.of("AWS_REGION", "eu-central-1"))) {
            assertThat(clients.sqs().serviceClientConfiguration().endpointOverride())
                    .isEmpty();
            assertThat(clients.cloudFormation()
                            .client()
                            .serviceClientConfiguration()
                            .endpointOverride())
                    .isEmpty();
        }
    }

    private static String region(Map<String, String> environment) {
        try (AwsClients clients = AwsClients.at(NOWHERE, environment)) {
            assertThat(clients.dynamoDb().serviceClientConfiguration().region())
                    .isEqualTo(clients.sqs().serviceClientConfiguration().region());
            return clients.sqs().serviceClientConfiguration().region().id();
        }
    }
}
