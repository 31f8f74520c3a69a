/**
 * Windows and patterns over the events of a key, in a function: what they have counted, that an event was, and what follows from it
 * are one transaction. Start at {@link dev.evenstep.streaming.StreamConsumer}. May depend on the core.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.streaming;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
