/**
 * Handing committed events over to a bus or queue, at least once and in order per entity. The entry point is {@link
 * dev.evenstep.internal.outbox.Relay}. Depends on batches, dead letters, events and the store's log.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
