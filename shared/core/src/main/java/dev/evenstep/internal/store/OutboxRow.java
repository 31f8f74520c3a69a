package dev.evenstep.internal.store;

/**
 * A row of the outbox.
 *
 * @param envelope the event as JSON, as it was committed
 */
public record OutboxRow(OutboxKey key, String envelope) {}
