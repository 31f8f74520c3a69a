/**
 * What lies in dead-letter queues and how it goes back. The entry point is
 * {@link dev.evenstep.cli.deadletter.DeadLetterQueue}. Depends on the AWS SDK, Jackson and the names of a letter's attributes.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.cli.deadletter;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
