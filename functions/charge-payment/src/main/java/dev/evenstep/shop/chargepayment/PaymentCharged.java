package dev.evenstep.shop.chargepayment;

/** The event. */
record PaymentCharged(String orderId, String chargeId, long amountCents, String currency) {}
