/**
 * Handing something over to a queue or a function by its ARN, as rule targets, dead-letter queues and destinations need
 * it. The entry point is {@link dev.evenstep.local.delivery.Destinations}. Depends on the engines' {@code protocol} and
 * SQS.
 */
@NullMarked
package dev.evenstep.local.delivery;

import org.jspecify.annotations.NullMarked;
