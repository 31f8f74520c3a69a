/**
 * Handing committed events over to a bus, at least once and in order per entity. The entry point is
 * {@link dev.evenstep.outbox.Relay}. Depends on batches and events.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
