package dev.evenstep.cli.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A letter's attributes as they were before {@link dev.evenstep.aws.internal.deadletter.PackedAttributes} packed them;
 * as they are where a sender used the name for something else.
 */
final class UnpackedAttributes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private UnpackedAttributes() {}

    static Map<String, MessageAttributeValue> of(Map<String, MessageAttributeValue> attributes) {
        MessageAttributeValue packed = attributes.get(DeadLetterAttributes.PACKED);
        if (packed == null || packed.stringValue() == null) {
            return attributes;
        }
        Map<String, MessageAttributeValue> all = new LinkedHashMap<>(attributes);
        try {
            JSON.readTree(packed.stringValue())
                    .properties()
                    .forEach(attribute -> all.put(attribute.getKey(), unpack(attribute.getValue())));
        } catch (JsonProcessingException | IllegalArgumentException notOurs) {
            return attributes;
        }
        all.remove(DeadLetterAttributes.PACKED);
        return all;
    }

    private static MessageAttributeValue unpack(JsonNode json) {
        String type = json.path("type").asText();
        String value = json.path("value").asText();
        MessageAttributeValue.Builder attribute =
                MessageAttributeValue.builder().dataType(type);
        return type.startsWith("Binary")
                ? attribute
                        .binaryValue(SdkBytes.fromByteArray(Base64.getDecoder().decode(value)))
                        .build()
                : attribute.stringValue(value).build();
    }
}
