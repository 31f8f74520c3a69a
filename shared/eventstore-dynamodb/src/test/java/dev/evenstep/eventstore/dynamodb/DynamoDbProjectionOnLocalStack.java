package dev.evenstep.eventstore.dynamodb;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The same at {@code AWS_ENDPOINT_URL}, where {@code events.yaml} is deployed as the stack {@code streams}. Not among the tests
 * of a build, for it needs a LocalStack: {@code .ci/localstack-conformance} runs it.
 */
class DynamoDbProjectionOnLocalStack extends DynamoDbProjectionConformanceTest {

    @Override
    DynamoDbClient newClient() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    String stack() {
        return "streams";
    }
}
