package dev.evenstep.demo.shop;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The clients of one endpoint, or of AWS itself. */
public final class AwsClients implements AutoCloseable {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final @Nullable URI endpoint;
    private final @Nullable Duration patience;
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final EventBridgeClient eventBridge;
    private final LambdaClient lambda;
    private final CloudWatchLogsClient logs;

    private AwsClients(@Nullable URI endpoint, @Nullable Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
        sqs = configured(SqsClient.builder()).build();
        dynamoDb = configured(DynamoDbClient.builder()).build();
        eventBridge = configured(EventBridgeClient.builder()).build();
        lambda = configured(LambdaClient.builder()).build();
        logs = configured(CloudWatchLogsClient.builder()).build();
    }

    /** Region and credentials do not matter at an endpoint of this machine. */
    public static AwsClients at(URI endpoint) {
        return new AwsClients(endpoint, null);
    }

    /** Clients that wait for an endpoint that does not answer, so that it may be stopped and started again meanwhile. */
    public static AwsClients patientAt(URI endpoint, Duration patience) {
        return new AwsClients(endpoint, patience);
    }

    /** Region and credentials as the SDK finds them. */
    public static AwsClients ofAccount() {
        return new AwsClients(null, null);
    }

    public SqsClient sqs() {
        return sqs;
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public EventBridgeClient eventBridge() {
        return eventBridge;
    }

    public LambdaClient lambda() {
        return lambda;
    }

    public CloudWatchLogsClient logs() {
        return logs;
    }

    @Override
    public void close() {
        sqs.close();
        dynamoDb.close();
        eventBridge.close();
        lambda.close();
        logs.close();
        http.close();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
        B configured = builder.httpClient(http);
        Duration waits = patience;
        if (waits != null) {
            configured = configured.overrideConfiguration(options -> options.retryStrategy(untilAnswered(waits)));
        }
        return endpoint == null
                ? configured
                : configured
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    private static RetryStrategy untilAnswered(Duration patience) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(1 + (int) patience.dividedBy(BETWEEN_ATTEMPTS))
                .backoffStrategy(BackoffStrategy.fixedDelayWithoutJitter(BETWEEN_ATTEMPTS))
                .circuitBreakerEnabled(false)
                .build();
    }
}
