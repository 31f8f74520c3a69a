package dev.evenstep.shop.chargepayment;

/** What is needed here of the event. */
record StockReserved(String orderId, long totalCents, String currency) {}
