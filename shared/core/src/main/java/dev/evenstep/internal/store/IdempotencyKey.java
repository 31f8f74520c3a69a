package dev.evenstep.internal.store;

import dev.evenstep.event.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an effect happens once for: a consumer, by the logical name that its author gave it, and an event, by source and
 * id. Renaming a function or a Java method leaves it as it is.
 */
public record IdempotencyKey(String consumer, String source, String eventId) {

    private static final String SKIP = "dev.evenstep.skip";

    public static IdempotencyKey of(String consumer, Envelope envelope) {
        return new IdempotencyKey(consumer, envelope.source(), envelope.id());
    }

    /**
     * A key as it is stored.
     *
     * @throws IllegalArgumentException for other text
     */
    public static IdempotencyKey parse(String text) {
        List<String> parts = KeyText.parts(text);
        if (parts.size() != 3) {
            throw new IllegalArgumentException(text + " is no key of an event, consumer#source#id");
        }
        return new IdempotencyKey(parts.get(0), parts.get(1), parts.get(2));
    }

    /**
     * Stands for an event that a consumer's position was moved past without it. Each number has its own, as events have:
     * one skip may follow another.
     */
    public static IdempotencyKey skip(String consumer, long number) {
        return new IdempotencyKey(consumer, SKIP, Long.toString(number));
    }

    /** Whether a stored key is such a one. */
    static boolean isSkip(@Nullable String text) {
        return text != null && text.contains("#" + SKIP + "#");
    }

    /**
     * The key as it is stored: {@code consumer#source#id}. A {@code #} within a part stands as {@code %23} and a {@code
     * %} as {@code %25}, so that different keys have different texts. At most 1,602 bytes in UTF-8, within DynamoDB's
     * 2,048 for a partition key.
     */
    public String text() {
        return KeyText.of(consumer, source, eventId);
    }

    @Override
    public String toString() {
        return text();
    }
}
