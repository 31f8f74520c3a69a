package dev.evenstep.shop.chargepayment;

/**
 * The event.
 *
 * @param refundedCents 0: it was not charged
 */
record PaymentCancelled(String orderId, long refundedCents) {}
