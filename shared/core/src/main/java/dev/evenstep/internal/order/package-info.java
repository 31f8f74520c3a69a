/**
 * The sequences that are known, and what order a consumer keeps. The entry point is
 * {@link dev.evenstep.internal.order.OrderPolicy}. Depends on events.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.order;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
