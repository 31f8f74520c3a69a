/**
 * Batches of EventBridge Pipes. The entry point is {@link dev.evenstep.aws.internal.pipes.Pipes}. Depends on the other sources' adapters and
 * Lambda's event types.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.pipes;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
