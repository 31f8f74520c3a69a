package dev.evenstep.local.sqs;

import dev.evenstep.local.Specs;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue as a client uses it. */
public record Queue(SqsClient sqs, String url) {

    private static final int MOST_AT_ONCE = 10;

    static Queue named(SqsClient sqs, String name) {
        return new Queue(
                sqs, sqs.getQueueUrl(request -> request.queueName(name)).queueUrl());
    }

    /** With a name that no other has. */
    public static Queue create(SqsClient sqs, Map<String, String> attributes) {
        var suffix = attributes.containsKey("FifoQueue") ? ".fifo" : "";
        return create(sqs, "q-" + UUID.randomUUID() + suffix, attributes);
    }

    public static Queue create(SqsClient sqs, String name, Map<String, String> attributes) {
        return new Queue(
                sqs,
                sqs.createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                        .queueUrl());
    }

    static Queue fifo(SqsClient sqs) {
        return create(sqs, Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
    }

    public void send(String body) {
        var unused = sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    void send(String group, String body) {
        var unused = sqs.sendMessage(
                request -> request.queueUrl(url).messageGroupId(group).messageBody(body));
    }

    public void send(String group, String id, String body) {
        var unused = sqs.sendMessage(request -> request.queueUrl(url)
                .messageGroupId(group)
                .messageDeduplicationId(id)
                .messageBody(body));
    }

    /** Standard queues only; ten at a time. */
    public void sendAll(List<String> bodies) {
        for (int from = 0; from < bodies.size(); from += MOST_AT_ONCE) {
            var part = bodies.subList(from, Math.min(bodies.size(), from + MOST_AT_ONCE));
            var entries = IntStream.range(0, part.size())
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .messageBody(part.get(i))
                            .build())
                    .toList();
            var unused = sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    List<Message> receive(int most) {
        return receive(most, 0);
    }

    List<Message> receive(int most, int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(waitSeconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    List<String> bodies(int most) {
        return receive(most).stream().map(Message::body).toList();
    }

    void delete(Message message) {
        var unused = sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    void visibleIn(Message message, int seconds) {
        var unused = sqs.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(seconds));
    }

    /** Ends the time for which a message that was received is hidden. */
    public void show(String receiptHandle) {
        visibleIn(Message.builder().receiptHandle(receiptHandle).build(), 0);
    }

    String attribute(QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .getOrDefault(name, "");
    }

    /** How many messages are visible, and how many are being worked on. */
    public List<Integer> counts() {
        var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return List.of(
                Integer.valueOf(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
                Integer.valueOf(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)));
    }

    public boolean isEmpty() {
        return counts().equals(List.of(0, 0));
    }

    public String arn() {
        return Specs.queueArn(name());
    }

    String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
