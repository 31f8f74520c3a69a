/**
 * How long to wait before trying again. The entry point is {@link dev.evenstep.internal.retry.Backoff}. Depends on nothing of
 * ours.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.retry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
