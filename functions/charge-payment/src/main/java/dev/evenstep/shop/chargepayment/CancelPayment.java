package dev.evenstep.shop.chargepayment;

/** The command: gives back what the order was charged, and keeps it from being charged. */
record CancelPayment(String orderId) {}
