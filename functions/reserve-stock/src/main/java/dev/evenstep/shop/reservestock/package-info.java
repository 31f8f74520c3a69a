/**
 * Takes stock for an order that was placed, and gives it back when the payment is declined. The entry point is
 * {@link dev.evenstep.shop.reservestock.ReserveStockHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.reservestock;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
