package dev.evenstep.shop.chargepayment;

/** The command. */
record ChargePayment(String orderId, long amountCents, String currency) {}
