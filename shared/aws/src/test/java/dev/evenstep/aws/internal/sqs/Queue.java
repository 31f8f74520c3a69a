package dev.evenstep.aws.internal.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** A real queue, and its messages as Lambda would hand them over. */
final class Queue {

    private final SqsClient sqs;
    private final String name;
    final String url;

    Queue(SqsClient sqs, String name) {
        this.sqs = sqs;
        this.name = name;
        this.url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
    }

    void send(String body, @Nullable String group) {
        sqs.sendMessage(request -> {
            request.queueUrl(url).messageBody(body).messageGroupId(group);
            if (name.endsWith(".fifo")) {
                request.messageDeduplicationId(java.util.UUID.randomUUID().toString());
            }
        });
    }

    void send(UnaryOperator<SendMessageRequest.Builder> request) {
        sqs.sendMessage(
                request.apply(SendMessageRequest.builder().queueUrl(url)).build());
    }

    List<Message> receive(int visibilitySeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(visibilitySeconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /** The next batch, as an invocation's event. */
    SQSEvent event() {
        List<SQSMessage> records = new ArrayList<>();
        receive(60).forEach(message -> records.add(record(message)));
        SQSEvent event = new SQSEvent();
        event.setRecords(records);
        return event;
    }

    int visible() {
        return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    int invisible() {
        return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    int delayed() {
        return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    }

    private int count(QueueAttributeName attribute) {
        return Integer.parseInt(
                sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(attribute))
                        .attributes()
                        .getOrDefault(attribute, "0"));
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
            if (value.binaryValue() != null) {
                attribute.setBinaryValue(value.binaryValue().asByteBuffer());
            }
            attributes.put(key, attribute);
        });
        record.setMessageAttributes(attributes);
        record.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:" + name);
        return record;
    }
}
