package dev.evenstep.cli.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Why a message is dead-lettered, as whoever put it there noted: our consumers, EventBridge, Lambda, or SQS itself. */
record DeadLetterReason(String code, String detail) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static DeadLetterReason of(Map<String, MessageAttributeValue> attributes, String body) {
        if (attributes.containsKey(DeadLetterAttributes.REASON)) {
            return new DeadLetterReason(
                    text(attributes, DeadLetterAttributes.REASON), text(attributes, DeadLetterAttributes.DETAIL));
        }
        if (attributes.containsKey("ERROR_CODE")) {
            return new DeadLetterReason(text(attributes, "ERROR_CODE"), text(attributes, "ERROR_MESSAGE"));
        }
        return ofInvocationRecord(body);
    }

    /** What Lambda sends to an on-failure destination tells all in its body. */
    private static DeadLetterReason ofInvocationRecord(String body) {
        try {
            JsonNode invocation = JSON.readTree(body);
            JsonNode condition = invocation.path("requestContext").path("condition");
            if (condition.isTextual()) {
                JsonNode error = invocation.path("responsePayload").path("errorMessage");
                return new DeadLetterReason(condition.textValue(), error.asText());
            }
        } catch (JsonProcessingException other) {
            // Not what Lambda writes.
        }
        return new DeadLetterReason("max-receives", "");
    }

    private static String text(Map<String, MessageAttributeValue> attributes, String name) {
        MessageAttributeValue value = attributes.get(name);
        return value == null || value.stringValue() == null ? "" : value.stringValue();
    }
}
