/**
 * Circuit breakers: when a dependency is away, records are given back unstarted instead of failing one by one. The entry
 * point is {@link dev.evenstep.internal.breaker.Guarded}. Depends on batches and decisions.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.breaker;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
