package dev.evenstep.aws.internal.sqs;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.spi.Delivery;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/**
 * What an SQS message has beside its body and must keep when it is sent on.
 *
 * @param own its message attributes, by name
 * @param group its message group, which a standard queue's message may have too (fair queues)
 * @param trace the header by which X-Ray follows it
 */
record SqsMessageAttributes(
        SortedMap<String, MessageAttributeValue> own,
        @Nullable String group,
        @Nullable String trace) {

    /** A message attribute of a copy: when the first was sent, in milliseconds. */
    static final String FIRST_SENT = "evenstep-first-sent";

    static final String GROUP = "MessageGroupId";

    /** A message attribute: the body is no text, {@value Delivery#BASE64} of its bytes stands for it. */
    static final String ENCODING = "evenstep-encoding";

    private static final String BINARY = "Binary";

    /** For a delivery to carry. */
    static Map<String, Delivery.Attribute> to(SQSMessage message) {
        Map<String, Delivery.Attribute> attributes = new HashMap<>();
        if (message.getMessageAttributes() != null) {
            message.getMessageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        }
        Delivery.Attribute encoding = attributes.remove(ENCODING);
        if (encoding != null) {
            putSystem(attributes, Delivery.ENCODING, encoding.value());
        }
        if (message.getAttributes() != null) {
            putSystem(attributes, GROUP, message.getAttributes().get(GROUP));
            putSystem(attributes, Delivery.TRACE, message.getAttributes().get(Delivery.TRACE));
            putSystem(
                    attributes,
                    Delivery.SEQUENCE_NUMBER,
                    message.getAttributes().get("SequenceNumber"));
        }
        putSystem(attributes, Delivery.QUEUE, message.getEventSourceArn());
        return attributes;
    }

    private static void putSystem(Map<String, Delivery.Attribute> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, new Delivery.Attribute(Delivery.SYSTEM, value));
        }
    }

    private static Delivery.Attribute attribute(MessageAttribute value) {
        String text = value.getBinaryValue() == null
                ? value.getStringValue()
                : Base64.getEncoder()
                        .encodeToString(
                                SdkBytes.fromByteBuffer(value.getBinaryValue()).asByteArray());
        return new Delivery.Attribute(value.getDataType(), text);
    }

    /** As a delivery carried it. */
    static SqsMessageAttributes of(Delivery delivery) {
        SortedMap<String, MessageAttributeValue> own = new TreeMap<>();
        Map<String, String> system = new HashMap<>();
        delivery.attributes().forEach((name, attribute) -> {
            if (attribute.type().equals(Delivery.SYSTEM)) {
                system.put(name, attribute.value());
            } else if (!attribute.value().isEmpty()) {
                own.put(SendableAttributes.name(name), value(attribute));
            }
        });
        String encoding = system.get(Delivery.ENCODING);
        if (encoding != null) {
            own.put(ENCODING, value(new Delivery.Attribute("String", encoding)));
        }
        return new SqsMessageAttributes(own, system.get(GROUP), system.get(Delivery.TRACE));
    }

    private static MessageAttributeValue value(Delivery.Attribute attribute) {
        MessageAttributeValue.Builder value = MessageAttributeValue.builder().dataType(attribute.type());
        return attribute.type().startsWith(BINARY)
                ? value.binaryValue(SdkBytes.fromByteArray(Base64.getDecoder().decode(attribute.value())))
                        .build()
                : value.stringValue(SendableAttributes.value(attribute.value())).build();
    }

    Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> system() {
        return trace == null
                ? Map.of()
                : Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue(trace)
                                .build());
    }
}
