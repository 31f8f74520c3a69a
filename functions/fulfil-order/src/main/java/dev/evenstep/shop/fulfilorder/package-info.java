/**
 * Leads an order through the reservation of its stock and its payment, and has undone what was done where one fails. The entry point
 * is {@link dev.evenstep.shop.fulfilorder.FulfilOrderHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.fulfilorder;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
