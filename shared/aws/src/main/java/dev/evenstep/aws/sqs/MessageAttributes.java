package dev.evenstep.aws.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Message attributes from Lambda's event type to the SDK's. */
final class MessageAttributes {

    private MessageAttributes() {}

    static Map<String, MessageAttributeValue> of(SQSMessage message) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        if (message.getMessageAttributes() != null) {
            message.getMessageAttributes().forEach((name, value) -> {
                MessageAttributeValue.Builder attribute =
                        MessageAttributeValue.builder().dataType(value.getDataType());
                if (value.getBinaryValue() == null) {
                    attribute.stringValue(value.getStringValue());
                } else {
                    attribute.binaryValue(SdkBytes.fromByteBuffer(value.getBinaryValue()));
                }
                attributes.put(name, attribute.build());
            });
        }
        return attributes;
    }

    static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
