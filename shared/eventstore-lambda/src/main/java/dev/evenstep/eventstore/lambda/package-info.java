/**
 * Functions of an event store: {@link dev.evenstep.eventstore.lambda.CommandFunction} and {@link
 * dev.evenstep.eventstore.lambda.QueryFunction} behind HTTP, {@link dev.evenstep.eventstore.lambda.EventLogFunction} behind its
 * table's stream. Depends on the event store, the core, its AWS adapters and Lambda's events.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.eventstore.lambda;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
