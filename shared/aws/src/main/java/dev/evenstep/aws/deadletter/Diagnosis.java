package dev.evenstep.aws.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Why a message is dead-lettered, as whoever put it there noted: our consumers, EventBridge, Lambda, or SQS itself. */
record Diagnosis(String reason, String detail) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Diagnosis of(Map<String, MessageAttributeValue> attributes, String body) {
        if (attributes.containsKey(LetterAttributes.REASON)) {
            return new Diagnosis(text(attributes, LetterAttributes.REASON), text(attributes, LetterAttributes.DETAIL));
        }
        if (attributes.containsKey("ERROR_CODE")) {
            return new Diagnosis(text(attributes, "ERROR_CODE"), text(attributes, "ERROR_MESSAGE"));
        }
        return ofInvocationRecord(body);
    }

    /** What Lambda sends to an on-failure destination tells all in its body. */
    private static Diagnosis ofInvocationRecord(String body) {
        try {
            JsonNode invocation = JSON.readTree(body);
            JsonNode condition = invocation.path("requestContext").path("condition");
            if (condition.isTextual()) {
                JsonNode error = invocation.path("responsePayload").path("errorMessage");
                return new Diagnosis(condition.textValue(), error.asText());
            }
        } catch (JsonProcessingException other) {
            // Not what Lambda writes.
        }
        return new Diagnosis("max-receives", "");
    }

    private static String text(Map<String, MessageAttributeValue> attributes, String name) {
        MessageAttributeValue value = attributes.get(name);
        return value == null || value.stringValue() == null ? "" : value.stringValue();
    }
}
