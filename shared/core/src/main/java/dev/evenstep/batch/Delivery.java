package dev.evenstep.batch;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as its source delivered it, before anybody looked inside.
 *
 * @param id by which the source wants to hear of it: a message id, a sequence number
 * @param body text, as it came
 * @param group records of one group are handled in order, one at a time; null: the record has no order
 * @param attempt how often the source has delivered it, this time included, from 1
 * @param sentAt when the source says that it was sent; null where the source does not say
 * @param attributes what the source put beside the body, by name; it goes along when the record is sent on
 */
public record Delivery(
        String id,
        String body,
        @Nullable String group,
        int attempt,
        @Nullable Instant sentAt,
        Map<String, Attribute> attributes) {

    public Delivery {
        attributes = Map.copyOf(attributes);
    }

    /** A record with nothing beside its body, sent nobody knows when. */
    public Delivery(String id, String body, @Nullable String group, int attempt) {
        this(id, body, group, attempt, null, Map.of());
    }

    /**
     * @param type the source's own word for what it is, which only the source's adapter reads
     * @param value text; Base64 where the type is binary
     */
    public record Attribute(String type, String value) {}
}
