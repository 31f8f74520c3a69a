/**
 * The queues that a template says, made in the engine. The entry point is {@link dev.evenstep.local.sqs.TemplateQueues}. Depends
 * on {@code stack} and the engine.
 */
@NullMarked
package dev.evenstep.local.sqs;

import org.jspecify.annotations.NullMarked;
