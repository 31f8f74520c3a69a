package dev.evenstep.aws;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * AWS clients for a function: the JDK's own HTTP client, which costs the least at a cold start, and a bound on every
 * attempt, so that a lost connection does not eat the invocation. Region, credentials and endpoint come from Lambda's
 * environment, as the SDK reads it.
 */
final class Clients {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ATTEMPT)
            .build();

    private final Supplier<DynamoDbClient> dynamoDb =
            new Lazy<>(() -> configured(DynamoDbClient.builder()).build());
    private final Supplier<SqsClient> sqs =
            new Lazy<>(() -> configured(SqsClient.builder()).build());
    private final Supplier<EventBridgeClient> eventBridge =
            new Lazy<>(() -> configured(EventBridgeClient.builder()).build());

    Supplier<DynamoDbClient> dynamoDb() {
        return dynamoDb;
    }

    Supplier<SqsClient> sqs() {
        return sqs;
    }

    Supplier<EventBridgeClient> eventBridge() {
        return eventBridge;
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
        return builder.httpClient(http).overrideConfiguration(config -> config.apiCallAttemptTimeout(ATTEMPT));
    }
}
