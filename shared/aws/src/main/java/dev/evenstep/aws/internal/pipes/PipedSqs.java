package dev.evenstep.aws.internal.pipes;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.aws.internal.sqs.SqsMessages;
import dev.evenstep.spi.Source;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** "Amazon Simple Queue Service as a source" (Amazon EventBridge user guide). */
final class PipedSqs implements PipeFormat<SQSEvent> {

    private static final SqsMessages SOURCE = new SqsMessages();

    @Override
    public List<String> eventSources() {
        return List.of("aws:sqs");
    }

    @Override
    public Source<SQSEvent, ?> source() {
        return SOURCE;
    }

    @Override
    public String identifier() {
        return "messageId";
    }

    @Override
    public SQSEvent event(JsonNode record) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(record.path("messageId").asText());
        message.setBody(record.path("body").asText());
        message.setEventSourceArn(record.path("eventSourceARN").textValue());
        message.setAttributes(RecordMembers.texts(record.path("attributes")));
        Map<String, MessageAttribute> attributes = new HashMap<>();
        record.path("messageAttributes")
                .properties()
                .forEach(attribute -> attributes.put(attribute.getKey(), attribute(attribute.getValue())));
        message.setMessageAttributes(attributes);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    private static MessageAttribute attribute(JsonNode json) {
        MessageAttribute attribute = new MessageAttribute();
        attribute.setDataType(json.path("dataType").asText());
        attribute.setStringValue(json.path("stringValue").textValue());
        String binary = json.path("binaryValue").textValue();
        if (binary != null) {
            attribute.setBinaryValue(ByteBuffer.wrap(Base64.getDecoder().decode(binary)));
        }
        return attribute;
    }
}
