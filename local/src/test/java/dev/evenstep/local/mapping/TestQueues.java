package dev.evenstep.local.mapping;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ, started in the simplest way. */
final class TestQueues implements AutoCloseable {

    private final ActorSystem actors = ActorSystem.create("queues");

    private final SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1")
            .withActorSystem(actors)
            .withDynamicPort()
            .withAWSRegion("eu-central-1")
            .withAWSAccountId("000000000000")
            .start();

    final SqsClient client = SqsClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:"
                    + server.waitUntilStarted().localAddress().getPort()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    /** Makes a queue; gives its ARN. */
    String create(String name, int visibilitySeconds) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(visibilitySeconds));
        if (name.endsWith(".fifo")) {
            attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        }
        client.createQueue(request -> request.queueName(name).attributes(attributes));
        return "arn:aws:sqs:eu-central-1:000000000000:" + name;
    }

    String url(String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        return client.getQueueUrl(request -> request.queueName(name)).queueUrl();
    }

    void send(String arn, String body) {
        client.sendMessage(request -> request.queueUrl(url(arn)).messageBody(body));
    }

    void sendInGroup(String arn, String group, String body) {
        client.sendMessage(request -> request.queueUrl(url(arn))
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId(group + body));
    }

    /** How many messages are visible, and how many are being worked on. */
    List<Integer> counts(String arn) {
        var attributes = client.getQueueAttributes(request -> request.queueUrl(url(arn))
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return List.of(
                Integer.valueOf(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
                Integer.valueOf(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
    }

    boolean isEmpty(String arn) {
        return counts(arn).equals(List.of(0, 0));
    }

    /** Ends the actors: the server's own stop waits a minute for a receive that was abandoned. */
    @Override
    public void close() {
        client.close();
        actors.terminate();
        actors.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
