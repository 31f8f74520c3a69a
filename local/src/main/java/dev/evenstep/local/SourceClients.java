package dev.evenstep.local;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The clients with which mappings read queues and streams, straight from the servers behind the endpoint. */
record SourceClients(SqsClient sqs, DynamoDbStreamsClient streams) implements AutoCloseable {

    static SourceClients of(Services services) {
        Region region = Region.of(services.account().region());
        return new SourceClients(
                at(services.sqs(), region, SqsClient.builder()).build(),
                at(services.dynamoDb(), region, DynamoDbStreamsClient.builder()).build());
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B at(
            URI endpoint, Region region, B builder) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    @Override
    public void close() {
        sqs.close();
        streams.close();
    }
}
