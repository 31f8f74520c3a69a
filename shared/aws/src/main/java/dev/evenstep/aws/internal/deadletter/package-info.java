/**
 * What lies in dead-letter queues and how it goes back. The entry point is
 * {@link dev.evenstep.aws.internal.deadletter.DeadLetterQueue}. Depends on the AWS SDK, Jackson and batches.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.deadletter;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
