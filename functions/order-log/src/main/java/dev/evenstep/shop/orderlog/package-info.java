/**
 * The log of all orders: puts them in it, publishes it, and keeps and shows where orders stand. The entry points are {@link
 * dev.evenstep.shop.orderlog.OrderLogHandler}, {@link dev.evenstep.shop.orderlog.CatchUpOrderLogHandler}, {@link
 * dev.evenstep.shop.orderlog.SweepOrderLogHandler} and {@link dev.evenstep.shop.orderlog.ShowOrdersHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.orderlog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
