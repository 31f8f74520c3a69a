package dev.evenstep.shop.placeorder;

import java.util.List;

/** What an order may be called: it is the name of its stream, and with more before it that of its fulfilment's. */
final class OrderIds {

    private static final int LONGEST = 200;

    /** How streams begin that are no order's: the event store's own, and those of fulfilments. */
    private static final List<String> OTHERS = List.of("log#", "snapshot#", "fulfil-order-");

    private OrderIds() {}

    /** @throws IllegalArgumentException where no order can have it */
    static void require(String orderId) {
        if (orderId.isBlank()) {
            throw new IllegalArgumentException("orderId is blank");
        }
        if (orderId.length() > LONGEST) {
            throw new IllegalArgumentException("orderId has at most " + LONGEST + " characters");
        }
        if (OTHERS.stream().anyMatch(orderId::startsWith)) {
            throw new IllegalArgumentException("orderId begins with one of " + OTHERS);
        }
    }
}
