package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.store.OutboxKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox for people and for programs. Its payload is shown only when it alone is asked for.
 *
 * @param event null where what is in the row cannot be read
 */
record OutboxLine(OutboxEntry entry, @Nullable Envelope event) {

    static OutboxLine of(OutboxEntry entry) {
        try {
            return new OutboxLine(
                    entry, new EnvelopeJson(Limits.defaults()).read(entry.row().envelope()));
        } catch (PermanentFailure unreadable) {
            return new OutboxLine(entry, null);
        }
    }

    static String id(OutboxKey key) {
        return key.entity() + "/" + key.version();
    }

    OutboxKey key() {
        return entry.row().key();
    }

    String eventId() {
        return event == null ? "" : event.id();
    }

    private String type() {
        return event == null ? "unreadable" : event.type();
    }

    String line(Instant now) {
        Instant committed = entry.committed();
        return "%s  %s  %s%s"
                .formatted(
                        id(key()),
                        type(),
                        eventId(),
                        committed == null
                                ? ""
                                : "  for " + Duration.between(committed, now).toSeconds() + " s");
    }

    ObjectNode json(Instant now) {
        Instant committed = entry.committed();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("row", id(key()))
                .put("entity", key().entity())
                .put("version", key().version())
                .put("event", eventId())
                .put("type", type())
                .put("committed", committed == null ? null : committed.toString())
                .put(
                        "published",
                        entry.published() == null ? null : entry.published().toString());
        return committed == null
                ? json.putNull("ageSeconds")
                : json.put("ageSeconds", Duration.between(committed, now).toSeconds());
    }

    String whole() {
        StringBuilder text = new StringBuilder();
        append(text, "row", id(key()));
        append(text, "event", eventId());
        append(text, "type", type());
        append(
                text,
                "committed",
                entry.committed() == null ? "" : entry.committed().toString());
        append(
                text,
                "published",
                entry.published() == null ? "no" : entry.published().toString());
        append(text, "payload", entry.row().envelope());
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("%-9s %s%n".formatted(name, value.strip().replace("\n", "\n          ")));
        }
    }
}
