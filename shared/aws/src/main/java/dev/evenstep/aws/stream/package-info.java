/**
 * The stream of an outbox table as a source. The entry point is {@link dev.evenstep.aws.stream.OutboxStreamFunction}.
 * Depends on the core and Lambda's event types.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.stream;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
