/**
 * Takes the command to place an order: writes the order and says that it was placed. The entry point is
 * {@link dev.evenstep.shop.placeorder.PlaceOrderHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.placeorder;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
