package dev.evenstep.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Kafka Connect's JsonConverter writes it: with {@code schemas.enable} within {@code schema} and {@code payload}, and a
 * text that is JSON itself, as an outbox's payload is, as a string of JSON.
 */
final class ConnectJson {

    private final JsonText text;

    ConnectJson(Limits limits) {
        this.text = new JsonText(limits);
    }

    /** @throws PermanentFailure {@code too-large}, {@code too-deep} or {@code malformed} */
    JsonNode read(String body) {
        JsonNode read = payload(text.parse(body));
        return read.isTextual() ? payload(text.parse(read.textValue())) : read;
    }

    /** A key or a header: what is no JSON of the converter's is itself. */
    @Nullable
    String scalar(@Nullable String plain) {
        if (plain == null || !(plain.startsWith("\"") || plain.startsWith("{"))) {
            return plain;
        }
        JsonNode value = tree(plain);
        return value != null && value.isValueNode() && !value.isNull() ? value.asText() : plain;
    }

    /** A key's struct; null where it is none. */
    @Nullable
    ObjectNode struct(@Nullable String key) {
        return key != null && tree(key) instanceof ObjectNode object ? object : null;
    }

    private @Nullable JsonNode tree(String body) {
        try {
            return payload(text.parse(body));
        } catch (PermanentFailure noJson) {
            return null;
        }
    }

    static JsonNode payload(JsonNode read) {
        return read.size() == 2 && read.has("schema") && read.has("payload") ? read.get("payload") : read;
    }
}
