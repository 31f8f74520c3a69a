/**
 * Apache Kafka's own server in a process of its own. The entry point is {@link dev.evenstep.kafkaserver.KafkaServerProcess}.
 * Depends on Kafka alone.
 */
@NullMarked
package dev.evenstep.kafkaserver;

import org.jspecify.annotations.NullMarked;
