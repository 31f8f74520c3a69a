/**
 * EventBridge as a source and as the bus that events are published on. The entry points are
 * {@link dev.evenstep.aws.internal.eventbridge.EventBridgeProcessor} and {@link dev.evenstep.aws.internal.eventbridge.EventBridgeBus}.
 * Depends on the core and the AWS SDK.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.eventbridge;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
