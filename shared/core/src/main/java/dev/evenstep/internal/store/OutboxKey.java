package dev.evenstep.internal.store;

import dev.evenstep.event.Envelope;

/**
 * A row's place in the outbox.
 *
 * @param entity whose log the row stands in
 * @param version that its event made; 0 for an event that made none
 */
public record OutboxKey(String entity, int version) {

    private static final String ALONE = "event";

    /**
     * An event with a version stands in its entity's log, under what keeps its order. One without has no order: it stands
     * in a log of its own, {@code event#source#id}, written as in {@link IdempotencyKey#text}.
     */
    public static OutboxKey of(Envelope event) {
        return event.entityVersion() == null
                ? new OutboxKey(KeyText.of(ALONE, event.source(), event.id()), 0)
                : new OutboxKey(event.orderKey(), event.entityVersion());
    }
}
