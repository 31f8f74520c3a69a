/**
 * Circuit breakers and bulkheads: when a dependency is away or slow, records are given back unstarted instead of failing one
 * by one, or holding up the others. The entry points are {@link dev.evenstep.internal.breaker.CircuitBreakers} and {@link
 * dev.evenstep.internal.breaker.Bulkhead}. Depends on batches and decisions.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.breaker;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
