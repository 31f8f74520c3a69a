/**
 * Kafka and RabbitMQ for the local AWS: event source mappings read from them as Lambda does, and their own servers run beside
 * it. The entry points are {@link dev.evenstep.brokers.BrokerServers}, which starts servers, and {@link
 * dev.evenstep.brokers.ConnectedBrokers}, which reads from them. Depends on {@code dev.evenstep.local} and the brokers' clients.
 */
@NullMarked
package dev.evenstep.brokers;

import org.jspecify.annotations.NullMarked;
