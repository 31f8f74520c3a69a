/**
 * What order a consumer keeps: that of a dense sequence, and what happens where the sequence has a hole. Start at
 * {@link dev.evenstep.order.InOrder}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.order;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
