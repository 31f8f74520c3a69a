/**
 * Sagas (process managers): steps in sequence with compensations and time-outs, each instance a stream of the event store.
 * Start at {@link dev.evenstep.saga.Saga}. Depends on the core and the event store.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.saga;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
