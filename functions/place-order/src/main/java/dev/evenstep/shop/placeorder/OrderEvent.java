package dev.evenstep.shop.placeorder;

/** What happened to an order. */
sealed interface OrderEvent
        permits OrderPlaced, OrderEvent.OrderImported, OrderEvent.OrderConfirmed, OrderEvent.OrderCancelled {

    /**
     * It was an order before there were streams.
     *
     * @param status CONFIRMED or CANCELLED
     */
    record OrderImported(String orderId, String customerId, long totalCents, String currency, String status)
            implements OrderEvent {}

    record OrderConfirmed(String orderId) implements OrderEvent {}

    /** @param reason such as OUT_OF_STOCK */
    record OrderCancelled(String orderId, String reason) implements OrderEvent {}
}
