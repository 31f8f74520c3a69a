package dev.evenstep.shop.reservestock;

/** The event: it carries what the payment needs. */
record StockReserved(String orderId, String customerId, long totalCents, String currency) {

    static StockReserved of(OrderPlaced order) {
        return new StockReserved(order.orderId(), order.customerId(), order.totalCents(), order.currency());
    }
}
