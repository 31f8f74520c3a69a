package dev.evenstep.consume;

import dev.evenstep.batch.Telemetry;
import dev.evenstep.deadletter.DeadLettering;
import dev.evenstep.store.Store;

/**
 * What a consumer works with.
 *
 * @param deadLettering where poison goes
 * @param wakeUps how it sends messages to itself
 * @param telemetry is told what became of events that were parked; what became of a batch, whoever runs it tells
 */
public record ConsumePorts(Store store, DeadLettering deadLettering, WakeUps wakeUps, Telemetry telemetry) {}
