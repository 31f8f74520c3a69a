/**
 * A batch of records and what became of each: order within a group, concurrency across groups, and the deadline. The
 * entry point is {@link dev.evenstep.internal.batch.ConcurrentBatchProcessor}. Depends on decisions.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.batch;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
