package dev.evenstep.demo.shop;

import java.net.URI;
import java.time.Duration;
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

/** The clients of one endpoint. */
public final class AwsClients implements AutoCloseable {

    /** With pauses of up to a second: as long as an endpoint takes that is stopped and started again, and longer. */
    private static final int PATIENT_ATTEMPTS = 60;

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final RetryStrategy retries;
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final EventBridgeClient eventBridge;
    private final LambdaClient lambda;
    private final CloudWatchLogsClient logs;

    private AwsClients(URI endpoint, RetryStrategy retries) {
        this.retries = retries;
        sqs = at(endpoint, SqsClient.builder()).build();
        dynamoDb = at(endpoint, DynamoDbClient.builder()).build();
        eventBridge = at(endpoint, EventBridgeClient.builder()).build();
        lambda = at(endpoint, LambdaClient.builder()).build();
        logs = at(endpoint, CloudWatchLogsClient.builder()).build();
    }

    /** Region and credentials do not matter at an endpoint of this machine. */
    public static AwsClients at(URI endpoint) {
        return new AwsClients(endpoint, AwsRetryStrategy.standardRetryStrategy());
    }

    /** The same; these wait about a minute for an endpoint that has gone, before they fail. */
    public static AwsClients patientAt(URI endpoint) {
        return new AwsClients(
                endpoint,
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(PATIENT_ATTEMPTS)
                        .backoffStrategy(
                                BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(2)))
                        .circuitBreakerEnabled(false)
                        .build());
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

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B at(URI endpoint, B builder) {
        return builder.httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(override -> override.retryStrategy(retries));
    }
}
