package dev.evenstep.demo.shop;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The clients of one endpoint, or of AWS itself. */
public final class AwsClients implements AutoCloseable {

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final EventBridgeClient eventBridge;
    private final LambdaClient lambda;
    private final CloudWatchLogsClient logs;

    private AwsClients(@Nullable URI endpoint) {
        sqs = at(endpoint, SqsClient.builder()).build();
        dynamoDb = at(endpoint, DynamoDbClient.builder()).build();
        eventBridge = at(endpoint, EventBridgeClient.builder()).build();
        lambda = at(endpoint, LambdaClient.builder()).build();
        logs = at(endpoint, CloudWatchLogsClient.builder()).build();
    }

    /** Region and credentials do not matter at an endpoint of this machine. */
    public static AwsClients at(URI endpoint) {
        return new AwsClients(endpoint);
    }

    /** Region and credentials as the SDK finds them. */
    public static AwsClients ofAccount() {
        return new AwsClients(null);
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

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B at(@Nullable URI endpoint, B builder) {
        B configured = builder.httpClient(http);
        return endpoint == null
                ? configured
                : configured
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
}
