package dev.evenstep.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsClientsTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

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
