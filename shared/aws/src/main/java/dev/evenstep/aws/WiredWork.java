package dev.evenstep.aws;

import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.spi.Telemetry;

/**
 * What is behind a source.
 *
 * @param name whose it is, for messages
 * @param telemetry who is told of a batch's outcomes: nobody, where several consumers tell each of its own
 */
record WiredWork(String name, BatchProcessor batch, Telemetry telemetry) {}
