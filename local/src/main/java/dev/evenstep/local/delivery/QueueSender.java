package dev.evenstep.local.delivery;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.local.delivery.Destinations.Message;
import dev.evenstep.local.delivery.Destinations.Outcome;
import dev.evenstep.local.delivery.Destinations.UndeliverableException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sends texts to queues by name: standard queues in batches, FIFO queues one by one, since ElasticMQ does not promise
 * the order within a batch. A FIFO queue needs content-based deduplication, as for EventBridge itself.
 */
public final class QueueSender implements AutoCloseable {

    // SQS's limits of a batch (quotas of the developer guide); ElasticMQ counts characters
    private static final int MOST_ENTRIES = 10;
    private static final int MOST_CHARACTERS = 1024 * 1024;

    private final SqsClient sqs;
    private final String urlBase;

    /** @param endpoint of SQS; no credentials are looked for */
    public QueueSender(Account account, URI endpoint) {
        this.urlBase = endpoint + "/" + account.id() + "/";
        this.sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(account.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(10))
                        .build())
                .overrideConfiguration(options -> options.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    List<Outcome> sendAll(String queue, List<Message> messages) {
        List<Outcome> outcomes = new ArrayList<>(messages.size());
        if (queue.endsWith(".fifo")) {
            messages.forEach(message -> outcomes.add(Outcome.of(() -> sendInGroup(queue, message))));
            return outcomes;
        }
        List<Message> batch = new ArrayList<>();
        int characters = 0;
        for (Message message : messages) {
            int length = message.body().length();
            if (!batch.isEmpty() && (batch.size() == MOST_ENTRIES || characters + length > MOST_CHARACTERS)) {
                outcomes.addAll(sendBatch(queue, batch));
                batch.clear();
                characters = 0;
            }
            batch.add(message);
            characters += length;
        }
        if (!batch.isEmpty()) {
            outcomes.addAll(sendBatch(queue, batch));
        }
        return outcomes;
    }

    private void sendInGroup(String queue, Message message) {
        try {
            sqs.sendMessage(request -> request.queueUrl(urlBase + queue)
                    .messageBody(message.body())
                    .messageGroupId(message.messageGroupId())
                    .messageAttributes(attributes(message)));
        } catch (AwsServiceException e) {
            throw told(queue, e);
        }
    }

    private List<Outcome> sendBatch(String queue, List<Message> messages) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(messages.size());
        for (Message message : messages) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(message.body())
                    .messageGroupId(message.messageGroupId())
                    .messageAttributes(attributes(message))
                    .build());
        }
        try {
            var answer = sqs.sendMessageBatch(
                    request -> request.queueUrl(urlBase + queue).entries(entries));
            List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(messages.size(), new Outcome.Delivered()));
            for (BatchResultErrorEntry failed : answer.failed()) {
                outcomes.set(Integer.parseInt(failed.id()), outcome(queue, failed));
            }
            return outcomes;
        } catch (AwsServiceException e) {
            var outcome = Outcome.of(() -> {
                throw told(queue, e);
            });
            return Collections.nCopies(messages.size(), outcome);
        } catch (RuntimeException e) {
            return Collections.nCopies(messages.size(), new Outcome.Failed(e));
        }
    }

    private static Outcome outcome(String queue, BatchResultErrorEntry failed) {
        var message = "%s refused the message: %s (%s)".formatted(queue, failed.message(), failed.code());
        return failed.senderFault()
                ? new Outcome.Refused(new UndeliverableException("INVALID_PARAMETER", message))
                : new Outcome.Failed(new IllegalStateException(message));
    }

    private static RuntimeException told(String queue, AwsServiceException e) {
        if (e.statusCode() >= 500) {
            return e;
        }
        var details = e.awsErrorDetails();
        var code = details == null ? "" : details.errorCode();
        return code.contains("NonExistentQueue") || code.contains("QueueDoesNotExist")
                ? new UndeliverableException("NO_RESOURCE", "There is no queue " + queue)
                : new UndeliverableException(
                        "INVALID_PARAMETER", "%s refused the message: %s".formatted(queue, e.getMessage()));
    }

    private static Map<String, MessageAttributeValue> attributes(Message message) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        message.attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build()));
        return attributes;
    }

    @Override
    public void close() {
        sqs.close();
    }
}
