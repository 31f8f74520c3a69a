package dev.evenstep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.aws.internal.deadletter.DeadLetter;
import dev.evenstep.aws.internal.eventbridge.BusWrapping;

/** Which event a dead letter is, as far as its body can be read; empty texts where it does not say. */
record LetterEvent(String id, String type, String subject) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static LetterEvent of(DeadLetter letter) {
        try {
            JsonNode body = JSON.readTree(letter.body());
            JsonNode event = body == null ? JSON.missingNode() : BusWrapping.unwrap(body);
            return new LetterEvent(
                    event.path("id").asText(""),
                    event.path("type").asText(""),
                    event.path("subject").asText(""));
        } catch (JsonProcessingException unreadable) {
            return new LetterEvent("", "", "");
        }
    }

    String text() {
        return "%s %s %s".formatted(type, id, subject).strip();
    }
}
