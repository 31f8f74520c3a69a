/**
 * Brokers outside of this JVM that functions consume, such as Kafka: whoever has a client of one makes it known here. The entry
 * point is {@link dev.evenstep.local.broker.Brokers}. Depends on {@code stack}.
 */
@NullMarked
package dev.evenstep.local.broker;

import org.jspecify.annotations.NullMarked;
