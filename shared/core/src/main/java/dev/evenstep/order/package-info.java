/**
 * What order a consumer keeps: none but its source's, or that of a dense sequence, and what happens where the sequence
 * has a hole. The entry points are {@link dev.evenstep.order.InOrder} and {@link dev.evenstep.spi.Sequence}. Depends on
 * events.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.order;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
