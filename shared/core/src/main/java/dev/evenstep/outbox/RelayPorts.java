package dev.evenstep.outbox;

import dev.evenstep.deadletter.DeadLetters;
import dev.evenstep.store.OutboxLog;

/**
 * What a relay works between.
 *
 * @param log where the events stand, in their order
 * @param bus where they go
 * @param deadLetters where those go that the bus would refuse again and again
 */
public record RelayPorts(OutboxLog log, EventBus bus, DeadLetters deadLetters) {}
