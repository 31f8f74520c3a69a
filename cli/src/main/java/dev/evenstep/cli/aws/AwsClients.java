package dev.evenstep.cli.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The clients of one endpoint, or of AWS itself. */
public final class AwsClients implements AutoCloseable {

    /** Stands for AWS's own endpoints, where each service has its own. */
    public static final URI AWS = URI.create("aws");

    /** With pauses of up to a second: as long as an endpoint takes that is stopped and started again, and longer. */
    private static final int PATIENT_ATTEMPTS = 60;

    private static final int THROTTLED_ATTEMPTS = 5;

    /** Those of the environment; a local AWS takes any, and asks for none. */
    private static final AwsCredentialsProvider CREDENTIALS = AwsCredentialsProviderChain.of(
            EnvironmentVariableCredentialsProvider.create(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));

    private final URI endpoint;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final AwsCredentialsProvider credentials;
    private final CloudFormation cloudFormation;
    private final RetryStrategy retries;
    private final Region region;
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final EventBridgeClient eventBridge;
    private final KmsClient kms;
    private final LambdaClient lambda;
    private final CloudWatchLogsClient logs;

    private AwsClients(URI endpoint, Map<String, String> environment, RetryStrategy retries) {
        this.retries = retries;
        this.region = Region.of(
                environment.getOrDefault("AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", "us-east-1")));
        this.credentials =
                endpoint.equals(AWS) ? DefaultCredentialsProvider.builder().build() : CREDENTIALS;
        this.endpoint = endpoint;
        cloudFormation = new CloudFormation(of(CloudFormationClient.builder()).build());
        sqs = of(SqsClient.builder()).build();
        // A write that meets a transaction: nothing happened, and the SDK leaves it to its caller.
        dynamoDb = of(
                        DynamoDbClient.builder(),
                        retries.toBuilder()
                                .retryOnException(TransactionConflictException.class)
                                .build())
                .build();
        eventBridge = of(EventBridgeClient.builder()).build();
        kms = of(KmsClient.builder()).build();
        lambda = of(LambdaClient.builder()).build();
        logs = of(CloudWatchLogsClient.builder()).build();
    }

    /** In the region of this process's environment. */
    public static AwsClients at(URI endpoint) {
        return at(endpoint, System.getenv());
    }

    /** @param environment whose {@code AWS_REGION}, or {@code AWS_DEFAULT_REGION}, is the region, else us-east-1 */
    public static AwsClients at(URI endpoint, Map<String, String> environment) {
        return new AwsClients(endpoint, environment, AwsRetryStrategy.standardRetryStrategy());
    }

    /** The same; these wait about a minute for an endpoint that has gone, before they fail. */
    public static AwsClients patientAt(URI endpoint) {
        return new AwsClients(
                endpoint,
                System.getenv(),
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(PATIENT_ATTEMPTS)
                        .backoffStrategy(
                                BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(2)))
                        .circuitBreakerEnabled(false)
                        .build());
    }

    /** The same; these slow down where AWS throttles them, as it does who reads a whole stack. */
    public static AwsClients throttledAt(URI endpoint) {
        return new AwsClients(
                endpoint,
                System.getenv(),
                AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                        .maxAttempts(THROTTLED_ATTEMPTS)
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

    public KmsClient kms() {
        return kms;
    }

    public LambdaClient lambda() {
        return lambda;
    }

    public CloudFormation cloudFormation() {
        return cloudFormation;
    }

    public CloudWatchLogsClient logs() {
        return logs;
    }

    @Override
    public void close() {
        cloudFormation.client().close();
        sqs.close();
        dynamoDb.close();
        eventBridge.close();
        kms.close();
        lambda.close();
        logs.close();
        http.close();
    }

    /** For a client of another service at the same place, which its user closes. */
    public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B of(B builder) {
        return of(builder, retries);
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B of(B builder, RetryStrategy retrying) {
        B addressed = endpoint.equals(AWS) ? builder : builder.endpointOverride(endpoint);
        return addressed
                .httpClient(http)
                .region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(override -> override.retryStrategy(retrying));
    }
}
