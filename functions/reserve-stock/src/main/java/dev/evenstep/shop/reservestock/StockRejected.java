package dev.evenstep.shop.reservestock;

/** The event: some article is not there in the quantity ordered, or not at all. */
record StockRejected(String orderId, String reason) {}
