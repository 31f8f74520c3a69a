/**
 * Events and their envelopes: CloudEvents attributes, read with limits and written. The entry points are
 * {@link dev.evenstep.event.Envelope} and {@link dev.evenstep.internal.event.EnvelopeJson}. Depends on decisions and Jackson.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
