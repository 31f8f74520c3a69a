/** Queues and what happens in them: order, visibility, waiting, redrive. Enter at {@link dev.evenstep.sqs.queue.Queues}. Depends on {@code message}, {@code attributes}, {@code request} and the engine. */
@NullMarked
package dev.evenstep.sqs.queue;

import org.jspecify.annotations.NullMarked;
