/**
 * Where records go that will never succeed, with the reason. The entry point is
 * {@link dev.evenstep.internal.deadletter.DeadLettering}. Depends on batches.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.deadletter;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
