/**
 * Takes stock for an order, and gives it back. The entry point is
 * {@link dev.evenstep.shop.reservestock.ReserveStockHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.reservestock;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
