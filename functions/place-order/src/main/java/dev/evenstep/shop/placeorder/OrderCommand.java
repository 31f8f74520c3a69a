package dev.evenstep.shop.placeorder;

import org.jspecify.annotations.Nullable;

/** What an order is asked for: by customers, by its fulfilment, and once by a migration. */
sealed interface OrderCommand permits PlaceOrder, OrderCommand.ImportOrder, OrderCommand.Settlement {

    String orderId();

    /**
     * An order of before there were streams, which had come to its end.
     *
     * @param status CONFIRMED or CANCELLED
     */
    record ImportOrder(String orderId, String customerId, long totalCents, String currency, String status)
            implements OrderCommand {

        public ImportOrder {
            OrderIds.require(orderId);
            if (!status.equals("CONFIRMED") && !status.equals("CANCELLED")) {
                throw new IllegalArgumentException(
                        "status is " + status + ": only what is CONFIRMED or CANCELLED is imported");
            }
        }
    }

    /** The end of a saga whose key is the order's; of another one than fulfils it, it means nothing. */
    sealed interface Settlement extends OrderCommand {

        String saga();

        String key();

        @Override
        default String orderId() {
            return key();
        }
    }

    /** Its stock is reserved, and its payment charged. */
    record FulfilmentCompleted(String saga, String key) implements Settlement {}

    /** Whatever was done for it is undone. */
    record FulfilmentCompensated(
            String saga, String key, @Nullable String reason) implements Settlement {}
}
