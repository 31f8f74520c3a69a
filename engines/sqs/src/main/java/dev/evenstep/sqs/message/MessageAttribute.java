package dev.evenstep.sqs.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An attribute that a sender gives a message.
 *
 * @param type {@code String}, {@code Number} or {@code Binary}, and a label behind a dot where there is one
 * @param value the text; of a binary one its base64
 */
public record MessageAttribute(String type, String value) {

    boolean binary() {
        return type.startsWith("Binary");
    }

    byte[] bytes() {
        return binary() ? Base64.getDecoder().decode(value) : value.getBytes(StandardCharsets.UTF_8);
    }

    ObjectNode json() {
        return JsonTrees.object()
                .put(binary() ? "BinaryValue" : "StringValue", value)
                .put("DataType", type);
    }
}
