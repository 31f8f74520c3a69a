/**
 * The payment gateway of the demo, as flaky as a seed says, with a ledger of its own. The entry points are
 * {@link dev.evenstep.demo.gateway.PaymentGateway} and {@link dev.evenstep.demo.gateway.GatewayClient}. Depends on
 * the load's payment rules, the JDK and Jackson.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.demo.gateway;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
