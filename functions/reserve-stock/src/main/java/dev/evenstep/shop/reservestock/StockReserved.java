package dev.evenstep.shop.reservestock;

/** The event. */
record StockReserved(String orderId) {}
