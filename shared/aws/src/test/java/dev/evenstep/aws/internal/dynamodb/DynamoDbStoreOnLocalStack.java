package dev.evenstep.aws.internal.dynamodb;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The same at {@code AWS_ENDPOINT_URL}, where {@code store.yaml} is deployed as the stack {@code test}. Not among the
 * tests of a build, for it needs a LocalStack: {@code .ci/localstack-conformance} runs it.
 */
class DynamoDbStoreOnLocalStack extends DynamoDbStoreConformanceTest {

    @Override
    DynamoDbClient newClient() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** All tests have the same tables here, and one of them reads all that is unpublished. */
    @BeforeEach
    void emptyTheOutbox() {
        String outbox = "test-outbox";
        client.scanPaginator(request -> request.tableName(outbox)).items().forEach(item -> {
            var key = Map.of("entity", item.get("entity"), "version", item.get("version"));
            client.deleteItem(request -> request.tableName(outbox).key(key));
        });
    }
}
