package dev.evenstep.internal.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of itself outside of its data, for whoever tells of it. Nothing here is verified: where an envelope is
 * malformed, it is what of it could be read.
 */
public record EventHeader(
        @Nullable String id,
        @Nullable String source,
        @Nullable String type,
        @Nullable Integer schemaVersion,
        @Nullable Instant time,
        @Nullable String subject,
        @Nullable Integer entityVersion) {

    /**
     * @param attributes of CloudEvents by name, as text; what cannot be read is left out, and a type without a schema version
     *     has the first
     */
    public static EventHeader of(Map<String, String> attributes) {
        return new EventHeader(
                attributes.get("id"),
                attributes.get("source"),
                attributes.get("type"),
                attributes.containsKey("type") ? count(attributes.getOrDefault("schemaversion", "1")) : null,
                time(attributes.get("time")),
                attributes.get("subject"),
                count(attributes.get("entityversion")));
    }

    private static @Nullable Integer count(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException noCount) {
            return null;
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Rfc3339.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
