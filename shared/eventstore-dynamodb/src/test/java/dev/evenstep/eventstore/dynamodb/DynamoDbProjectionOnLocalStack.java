package dev.evenstep.eventstore.dynamodb;

import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The same at {@code AWS_ENDPOINT_URL}, where {@code events.yaml} is deployed as the stack {@code streams}. Not among the tests
 * of a build, for it needs a LocalStack: {@code .ci/localstack-conformance} runs it.
 */
@ResourceLock(DynamoDbProjectionOnLocalStack.STACK)
class DynamoDbProjectionOnLocalStack extends DynamoDbProjectionConformanceTest {

    /** Its log is one for all, so that a class that counts what is in it has the stack for itself. */
    static final String STACK = "streams";

    @Override
    DynamoDbClient newClient() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    String stack() {
        return STACK;
    }
}
