package dev.evenstep.shop.chargepayment;

import org.jspecify.annotations.Nullable;

/** The event, schema version 3. */
record PaymentDeclined(String orderId, @Nullable String customerId, String code, String message) {}
