package dev.evenstep.store;

import dev.evenstep.event.Envelope;

/**
 * What an effect happens once for: a consumer, by the logical name that its author gave it, and an event, by source and
 * id. Renaming a function or a Java method leaves it as it is.
 */
public record IdempotencyKey(String consumer, String source, String eventId) {

    public static IdempotencyKey of(String consumer, Envelope envelope) {
        return new IdempotencyKey(consumer, envelope.source(), envelope.id());
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
