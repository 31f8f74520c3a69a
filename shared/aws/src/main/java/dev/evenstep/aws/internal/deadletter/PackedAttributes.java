package dev.evenstep.aws.internal.deadletter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * More attributes than the 10 that SQS takes: the last of the notes, and if need be the last of the message's own, are one
 * attribute, {@link DeadLetterAttributes#PACKED}, as JSON: {@code {"name":{"type":…,"value":…}}}, binary ones in Base64. The first
 * note always stands by itself.
 */
public final class PackedAttributes {

    private static final int MOST = 10;

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
                DeadLetterAttributes.PACKED,
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
}
