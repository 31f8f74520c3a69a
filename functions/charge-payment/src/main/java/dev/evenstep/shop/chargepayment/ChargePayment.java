package dev.evenstep.shop.chargepayment;

import org.jspecify.annotations.Nullable;

/**
 * The command, schema version 2.
 *
 * @param customerId null: it is of version 1, which did not say whose the order is
 */
record ChargePayment(String orderId, @Nullable String customerId, long amountCents, String currency) {}
