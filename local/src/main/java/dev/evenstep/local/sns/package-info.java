/**
 * SNS: topics, their subscriptions of queues and functions, and what is published. Enter at
 * {@link dev.evenstep.local.sns.SnsService} and {@link dev.evenstep.local.sns.Topics}. Depends on {@code bus}, which delivers,
 * {@code stack}, {@code delivery} and the engines' {@code protocol}.
 */
@NullMarked
package dev.evenstep.local.sns;

import org.jspecify.annotations.NullMarked;
