package dev.evenstep.shop.reservestock;

/** The event: the order holds nothing, and will not. */
record StockReleased(String orderId) {}
