package dev.evenstep.internal.outbox;

import dev.evenstep.internal.deadletter.DeadLetters;
import dev.evenstep.internal.store.OutboxLog;

/**
 * What a relay works between.
 *
 * @param log where the events stand, in their order
 * @param bus where they go
 * @param deadLetters where those go that the bus would refuse again and again
 */
public record RelayPorts(OutboxLog log, EventBus bus, DeadLetters deadLetters) {}
