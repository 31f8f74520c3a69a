/**
 * Consuming an event in its consumer's mode. The entry point is {@link dev.evenstep.internal.consume.EventProcessor}. Depends on
 * schemas, effects, orders, the store, batches and dead letters.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.consume;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
