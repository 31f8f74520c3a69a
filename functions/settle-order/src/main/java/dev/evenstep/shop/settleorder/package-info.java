/**
 * Confirms orders that are paid, and cancels those without stock or payment. The entry point is
 * {@link dev.evenstep.shop.settleorder.SettleOrderHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.settleorder;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
