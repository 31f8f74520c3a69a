package dev.evenstep.aws.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * More attributes than the 10 that SQS takes: the last of the notes, and if need be the last of the message's own, are one
 * attribute, {@link LetterAttributes#PACKED}, as JSON: {@code {"name":{"type":…,"value":…}}}, binary ones in Base64. The first
 * note always stands by itself.
 */
public final class PackedAttributes {

    private static final int MOST = 10;

    private static final ObjectMapper JSON = new ObjectMapper();

    private PackedAttributes() {}

    /**
     * All of them, in at most 10.
     *
     * @param notes the most useful first
     * @param own at most 10
     */
    public static Map<String, MessageAttributeValue> fitting(
            SequencedMap<String, MessageAttributeValue> notes, SequencedMap<String, MessageAttributeValue> own) {
        Map<String, MessageAttributeValue> fitting = new LinkedHashMap<>();
        if (notes.size() + own.size() <= MOST) {
            fitting.putAll(notes);
            fitting.putAll(own);
            return fitting;
        }
        ObjectNode packed = JsonNodeFactory.instance.objectNode();
        int ownPlaces = Math.min(own.size(), MOST - 2);
        place(own, ownPlaces, fitting, packed);
        place(notes, MOST - 1 - ownPlaces, fitting, packed);
        fitting.put(
                LetterAttributes.PACKED,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(packed.toString())
                        .build());
        return fitting;
    }

    private static void place(
            Map<String, MessageAttributeValue> from,
            int places,
            Map<String, MessageAttributeValue> plain,
            ObjectNode packed) {
        int left = places;
        for (Map.Entry<String, MessageAttributeValue> attribute : from.entrySet()) {
            if (left-- > 0) {
                plain.put(attribute.getKey(), attribute.getValue());
            } else {
                pack(attribute.getValue(), packed.putObject(attribute.getKey()));
            }
        }
    }

    private static void pack(MessageAttributeValue value, ObjectNode json) {
        json.put("type", value.dataType());
        json.put(
                "value",
                value.binaryValue() == null
                        ? value.stringValue()
                        : Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe()));
    }

    /** As they were before they were packed; as they are where a sender used the name for something else. */
    static Map<String, MessageAttributeValue> unpacked(Map<String, MessageAttributeValue> attributes) {
        MessageAttributeValue packed = attributes.get(LetterAttributes.PACKED);
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
        all.remove(LetterAttributes.PACKED);
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
