/**
 * Functions of an event store behind HTTP: {@link dev.evenstep.eventstore.lambda.CommandFunction} and {@link
 * dev.evenstep.eventstore.lambda.QueryFunction}. Depends on the event store, the core and Lambda's events.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.eventstore.lambda;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
