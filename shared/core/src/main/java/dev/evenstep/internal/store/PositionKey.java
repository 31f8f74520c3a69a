package dev.evenstep.internal.store;

/** Whose position it is: a consumer's, in one stream of events. */
public record PositionKey(String consumer, String stream) {

    /**
     * The key as it is stored: {@code consumer#stream}, escaped like {@link IdempotencyKey#text}, whose texts have one part
     * more and so are never the same.
     */
    public String text() {
        return KeyText.of(consumer, stream);
    }

    @Override
    public String toString() {
        return text();
    }
}
