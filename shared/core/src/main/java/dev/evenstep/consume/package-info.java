/**
 * Consuming an event in one of three modes, each of which makes its effect happen once, and in its turn where the consumer
 * keeps an order. Users start at {@link dev.evenstep.consume.Consumer}; {@link dev.evenstep.internal.consume.Consumption} runs it.
 * Depends on schemas, effects, orders, the store, batches and dead letters.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.consume;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
