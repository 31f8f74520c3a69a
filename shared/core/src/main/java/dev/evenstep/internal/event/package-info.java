/**
 * Envelopes read with limits, and written. The entry point is {@link dev.evenstep.internal.event.EnvelopeJson}. Depends on
 * events, decisions and Jackson.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
