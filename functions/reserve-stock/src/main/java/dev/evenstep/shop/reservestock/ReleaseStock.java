package dev.evenstep.shop.reservestock;

/** The command: gives back what the order holds, and keeps it from getting any. */
record ReleaseStock(String orderId) {}
