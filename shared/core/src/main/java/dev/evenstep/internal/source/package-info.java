/**
 * The one way of every source's batch. The entry point is {@link dev.evenstep.internal.source.SourceRunner}. Depends on batches and
 * the SPI.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
