package dev.evenstep.shop.reservestock;

/** The event: everything that the order took is available again. */
record StockReleased(String orderId, String reason) {}
