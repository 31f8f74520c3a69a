package dev.evenstep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import dev.evenstep.aws.internal.eventbridge.EventBridgeEnvelope;
import dev.evenstep.cli.deadletter.DeadLetter;

/** Which event a dead letter is, as its consumer noted it, or as its body says; empty texts where neither does. */
record DeadLetteredEvent(String id, String type, String subject) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INVOKED_WITH = "requestPayload";

    static DeadLetteredEvent of(DeadLetter letter) {
        DeadLetteredEvent noted = new DeadLetteredEvent(
                letter.attribute(DeadLetterAttributes.EVENT),
                letter.attribute(DeadLetterAttributes.TYPE),
                letter.attribute(DeadLetterAttributes.SUBJECT));
        return noted.id().isEmpty() ? ofBody(letter.body()) : noted;
    }

    /** Where SQS, a rule or Lambda put it there: Lambda's record of an invocation has the event within. */
    private static DeadLetteredEvent ofBody(String text) {
        try {
            JsonNode body = JSON.readTree(text);
            JsonNode event = EventBridgeEnvelope.unwrap(body.has(INVOKED_WITH) ? body.path(INVOKED_WITH) : body);
            return new DeadLetteredEvent(
                    event.path("id").asText(""),
                    event.path("type").asText(""),
                    event.path("subject").asText(""));
        } catch (JsonProcessingException unreadable) {
            return new DeadLetteredEvent("", "", "");
        }
    }

    String text() {
        return "%s %s %s".formatted(type, id, subject).strip();
    }
}
