package dev.evenstep.shop.trackorder;

import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.Stale;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackingTest {

    private static final ItemKey VIEW = ItemKey.of("order-status", "orderId", "order-2001");

    private final Scenario tracking = Scenario.of(Tracking.CONSUMER);

    @Test
    void theViewFollowsTheOrderStepByStep() {
        tracking.when(Samples.read("shop/OrderPlaced/v2-placed"))
                .thenApplied()
                .when(Samples.read("shop/OrderConfirmed/v1-confirmed"))
                .thenApplied()
                .thenStored(
                        VIEW,
                        Item.of("status", "CONFIRMED")
                                .with("entityVersion", 2)
                                .with("history", List.of("PLACED", "CONFIRMED")));
    }

    @Test
    void aDuplicateALateAndAnEarlyEventAreToldApart() {
        tracking.when(Samples.read("shop/OrderConfirmed/v1-gap"))
                .thenParked()
                .when(Samples.read("shop/OrderPlaced/v2-placed"))
                .thenApplied()
                .when(Samples.read("shop/OrderPlaced/v2-duplicate"))
                .then(new Duplicate(null))
                .when(Samples.read("shop/OrderConfirmed/v1-confirmed"))
                .thenApplied()
                .when(Samples.read("shop/OrderPlaced/v2-stale"))
                .then(new Stale(2, 1))
                .thenStored(VIEW, Item.of("status", "CONFIRMED").with("history", List.of("PLACED", "CONFIRMED")));
    }

    @Test
    void anImportedHistoryIsBroughtInOrderByItself() {
        ItemKey imported = ItemKey.of("order-status", "orderId", "order-3001");

        tracking.when(Samples.read("old-shop/PaymentCharged/v1-imported"))
                .thenParked()
                .when(Samples.read("old-shop/OrderPlaced/v1-imported"))
                .thenApplied()
                .when(Samples.read("old-shop/OrderConfirmed/v1-imported"))
                .thenParked()
                .when(Samples.read("old-shop/StockReserved/v1-imported"))
                .thenApplied()
                .thenStored(imported, Item.of("history", List.of("PLACED", "RESERVED", "CHARGED", "CONFIRMED")));
    }

    @Test
    void everyEventOfAnOrderHasItsStatus() {
        status("shop/OrderCancelled/v1-cancelled", "order-2004", 1, "CANCELLED");
        status("shop/OrderImported/v1-imported", "order-1901", 0, "IMPORTED");
    }

    @Test
    void anUnknownVersionIsPoison() {
        tracking.when(Samples.read("shop/OrderPlaced/v99-unknown-version")).thenPoison(Reason.UNKNOWN_VERSION);
    }

    /** A history with a hole would be untrue. */
    @Test
    void poisonStopsItsOrdersLineAndNoOther() {
        tracking.when(Samples.read("shop/OrderPlaced/v99-unknown-version"))
                .thenPoison(Reason.UNKNOWN_VERSION)
                .when(Samples.read("shop/OrderConfirmed/v1-confirmed").replace("order-2001", "order-2003"))
                .thenParked()
                .when(Samples.read("shop/OrderPlaced/v2-placed"))
                .thenApplied();
    }

    private static void status(String sample, String orderId, int before, String status) {
        ItemKey view = ItemKey.of("order-status", "orderId", orderId);
        Scenario.of(Tracking.CONSUMER)
                .given(view, Item.of("entityVersion", before))
                .when(Samples.read(sample))
                .thenApplied()
                .thenStored(view, Item.of("status", status).with("entityVersion", before + 1));
    }
}
