/**
 * All streams of an event store in one order: a log that has every commit once, subscriptions that read it on from where they
 * are, and their checkpoints. Start at {@link dev.evenstep.eventstore.log.EventLog}. Depends on the event store and the core.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.eventstore.log;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
