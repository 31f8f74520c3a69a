/**
 * Charges the payment of an order, and gives it back, through a gateway outside. The entry point is
 * {@link dev.evenstep.shop.chargepayment.ChargePaymentHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.chargepayment;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
