/**
 * Orders as streams of events: {@link dev.evenstep.shop.placeorder.PlaceOrderHandler} takes customers' commands, {@link
 * dev.evenstep.shop.placeorder.SettleOrderHandler} what became of an order's fulfilment.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.placeorder;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
