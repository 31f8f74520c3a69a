package dev.evenstep.cli;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A real FIFO queue, and its messages as Lambda would hand them over. */
final class GroupedQueue {

    private final SqsClient sqs;
    private final String name;
    final String url;

    GroupedQueue(SqsClient sqs, String name) {
        this.sqs = sqs;
        this.name = name;
        this.url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
    }

    void send(String body, String group) {
        sqs.sendMessage(request -> request.queueUrl(url)
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId(UUID.randomUUID().toString()));
    }

    /** The next batch, as an invocation's event. */
    SQSEvent event() {
        SQSEvent event = new SQSEvent();
        event.setRecords(sqs
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(60)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .stream()
                .map(this::record)
                .toList());
        return event;
    }

    private SQSMessage record(Message message) {
        SQSMessage record = new SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setAttributes(new HashMap<>(message.attributesAsStrings()));
        Map<String, MessageAttribute> attributes = new HashMap<>();
        message.messageAttributes().forEach((key, value) -> {
            MessageAttribute attribute = new MessageAttribute();
            attribute.setDataType(value.dataType());
            attribute.setStringValue(value.stringValue());
            attributes.put(key, attribute);
        });
        record.setMessageAttributes(attributes);
        record.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:" + name);
        return record;
    }

    /** Whether it has no message, visible or not. */
    boolean isEmpty() {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .allMatch("0"::equals);
    }
}
