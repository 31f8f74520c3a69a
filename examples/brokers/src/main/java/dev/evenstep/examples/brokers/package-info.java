/**
 * An order's way through brokers: over HTTP onto a topic of Kafka, through an outbox and a bus into a queue of RabbitMQ. The entry
 * points are the handlers; they depend on {@code dev.evenstep.aws} and the brokers' clients.
 */
@NullMarked
package dev.evenstep.examples.brokers;

import org.jspecify.annotations.NullMarked;
