/** The jobs in Kafka Streams. The entry point is {@link dev.evenstep.examples.handover.kafka.OrderTopology}. */
@NullMarked
package dev.evenstep.examples.handover.kafka;

import org.jspecify.annotations.NullMarked;
