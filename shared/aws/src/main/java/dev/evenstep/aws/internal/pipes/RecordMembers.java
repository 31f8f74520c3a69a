package dev.evenstep.aws.internal.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RecordMembers of records in JSON as Lambda's own classes have them. */
final class RecordMembers {

    private RecordMembers() {}

    /** The texts of an object, and numbers and booleans as texts. */
    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties().forEach(member -> {
            if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                texts.put(member.getKey(), member.getValue().asText());
            }
        });
        return texts;
    }

    /** Null where the member is none. */
    static @Nullable String text(JsonNode record, String member) {
        JsonNode value = record.path(member);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    /** Seconds since 1970, with a fraction. */
    static @Nullable Date seconds(JsonNode number) {
        return number.isNumber()
                ? Date.from(Instant.ofEpochMilli(
                        number.decimalValue().movePointRight(3).longValue()))
                : null;
    }

    /** What should be Base64 and is not is its own bytes, which then are nobody's to read. */
    static ByteBuffer bytes(JsonNode base64) {
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(base64.asText()));
        } catch (IllegalArgumentException broken) {
            return ByteBuffer.wrap(base64.asText().getBytes(StandardCharsets.UTF_8));
        }
    }
}
