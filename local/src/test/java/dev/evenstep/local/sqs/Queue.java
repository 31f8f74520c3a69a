package dev.evenstep.local.sqs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue as a client uses it. */
record Queue(SqsClient sqs, String url) {

    static Queue named(SqsClient sqs, String name) {
        return new Queue(
                sqs, sqs.getQueueUrl(request -> request.queueName(name)).queueUrl());
    }

    static Queue create(SqsClient sqs, Map<String, String> attributes) {
        var suffix = attributes.containsKey("FifoQueue") ? ".fifo" : "";
        var name = "q-" + UUID.randomUUID() + suffix;
        return new Queue(
                sqs,
                sqs.createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                        .queueUrl());
    }

    static Queue fifo(SqsClient sqs) {
        return create(sqs, Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
    }

    void send(String body) {
        var unused = sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    void send(String group, String body) {
        var unused = sqs.sendMessage(
                request -> request.queueUrl(url).messageGroupId(group).messageBody(body));
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

    String attribute(QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .getOrDefault(name, "");
    }

    String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
