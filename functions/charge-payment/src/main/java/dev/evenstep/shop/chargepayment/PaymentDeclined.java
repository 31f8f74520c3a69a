package dev.evenstep.shop.chargepayment;

/** The event, schema version 2. */
record PaymentDeclined(String orderId, String code, String message) {}
