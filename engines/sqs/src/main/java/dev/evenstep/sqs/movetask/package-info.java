/** Tasks that move dead letters on. Enter at {@link dev.evenstep.sqs.movetask.MoveTasks}. Depends on {@code queue} and what that depends on. */
@NullMarked
package dev.evenstep.sqs.movetask;

import org.jspecify.annotations.NullMarked;
