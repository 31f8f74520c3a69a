/**
 * A schedule as what drives the outbox's sweeper. The entry point is {@link dev.evenstep.aws.internal.outbox.SweepProcessor}.
 * Depends on the core and Lambda's context.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
