/**
 * The stream of an outbox table as a source. The entry point is {@link dev.evenstep.aws.internal.stream.OutboxStreamProcessor}.
 * Depends on the core and Lambda's event types.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.stream;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
