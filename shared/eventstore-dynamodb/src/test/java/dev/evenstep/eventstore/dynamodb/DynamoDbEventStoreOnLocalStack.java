package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The same at {@code AWS_ENDPOINT_URL}, where {@code events.yaml} is deployed as the stack {@code streams}. Not among the tests of a build, for it needs a LocalStack: {@code .ci/localstack-conformance} runs it.
 */
@ResourceLock(DynamoDbProjectionOnLocalStack.STACK)
class DynamoDbEventStoreOnLocalStack extends DynamoDbEventStoreConformanceTest {

    private final AtomicBoolean losing = new AtomicBoolean();

    @Override
    DynamoDbClient newClient() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    String table() {
        return "streams-events";
    }

    @Override
    public EventStore losingItsNextReply(EventStoreOptions options) {
        losing.set(true);
        DynamoDbClient unreliable = DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(config -> config.addExecutionInterceptor(new LostReply()))
                .build();
        return DynamoDbEventStore.of(unreliable, table(), options);
    }

    /** What was written is answered as an error, which the client takes for a reason to write again. */
    private final class LostReply implements ExecutionInterceptor {

        @Override
        public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            boolean isWrite = context.request() instanceof PutItemRequest
                    || context.request() instanceof TransactWriteItemsRequest;
            return isWrite && losing.getAndSet(false)
                    ? context.httpResponse().toBuilder().statusCode(503).build()
                    : context.httpResponse();
        }
    }
}
