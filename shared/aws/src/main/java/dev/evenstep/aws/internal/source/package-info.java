/**
 * What sources bring besides SQS, EventBridge and outboxes, as deliveries. Every class is a {@link dev.evenstep.spi.Source}, or helps
 * one. Depends on the core and Lambda's event types.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
