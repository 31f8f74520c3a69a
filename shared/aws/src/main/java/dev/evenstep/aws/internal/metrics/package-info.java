/**
 * What became of batches, as CloudWatch metrics and as log lines. The entry point is
 * {@link dev.evenstep.aws.internal.metrics.EmbeddedMetrics}. Depends on the core.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws.internal.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
