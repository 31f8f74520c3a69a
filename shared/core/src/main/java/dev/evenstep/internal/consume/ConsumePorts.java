package dev.evenstep.internal.consume;

import dev.evenstep.internal.deadletter.DeadLettering;
import dev.evenstep.internal.store.Store;
import dev.evenstep.spi.Telemetry;

/**
 * What a consumer works with.
 *
 * @param deadLettering where poison goes
 * @param wakeUps how it sends messages to itself
 * @param telemetry is told what became of events that were parked; what became of a batch, whoever runs it tells
 */
public record ConsumePorts(Store store, DeadLettering deadLettering, WakeUps wakeUps, Telemetry telemetry) {}
