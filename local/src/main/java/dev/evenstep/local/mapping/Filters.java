package dev.evenstep.local.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import software.amazon.event.ruler.Machine;

/**
 * A mapping's filter criteria, matched by the Event Ruler that AWS uses itself. A record passes where any pattern
 * matches, or where there is none.
 */
public final class Filters {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Machine machine = Machine.builder().build();
    private final boolean passesAll;

    private Filters(List<String> patterns) {
        this.passesAll = patterns.isEmpty();
        for (String pattern : patterns) {
            try {
                machine.addRule(pattern, pattern);
            } catch (IOException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Invalid filter pattern definition: " + pattern + ": " + e.getMessage(), e);
            }
        }
    }

    /** @throws IllegalArgumentException where a pattern is no event pattern: says which and why */
    public static Filters of(List<String> patterns) {
        return new Filters(patterns);
    }

    /** Whether a record of a stream passes, as its source has it seen. */
    boolean pass(StreamRecord record, ShardSource source) {
        return passesAll || pass(source.filterable(record));
    }

    boolean pass(JsonNode record) {
        return passesAll || !machine.rulesForJSONEvent(record).isEmpty();
    }

    /**
     * Whether a message passes. Its body is matched as JSON where it is a JSON object or array, else as a text: so a
     * pattern of the other kind drops the message, as Lambda's guide says ("Properly filtering Amazon SQS messages").
     */
    boolean passMessage(ObjectNode message) {
        return passesAll || pass(opened(message, "body", message.path("body").asText()));
    }

    /** Whether a record of a broker passes: its payload is matched as what the Base64 stands for, as a message's body is. */
    boolean passPayload(ObjectNode message, String field) {
        if (passesAll || !message.path(field).isTextual()) {
            return passesAll || pass(message);
        }
        byte[] payload = Base64.getDecoder().decode(message.path(field).asText());
        return pass(opened(message, field, new String(payload, StandardCharsets.UTF_8)));
    }

    private static ObjectNode opened(ObjectNode message, String field, String text) {
        ObjectNode opened = message.deepCopy().put(field, text);
        try {
            JsonNode body = JSON.readTree(text);
            if (body.isContainerNode()) {
                opened.set(field, body);
            }
        } catch (JsonProcessingException plainText) {
            // Matched as the text that it is; so is JSON nested deeper than Jackson's bound of 1,000.
        }
        return opened;
    }
}
