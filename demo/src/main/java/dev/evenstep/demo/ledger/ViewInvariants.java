package dev.evenstep.demo.ledger;

import static dev.evenstep.demo.ledger.Invariant.Meaning.LOST;

import dev.evenstep.demo.ledger.Facts.EventsTold;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.shop.OrderShown;
import java.util.List;

/** Holds the views against what they are made of. */
final class ViewInvariants {

    private static final List<String> IMPORTED_HISTORY = List.of("PLACED", "RESERVED", "CHARGED", "CONFIRMED");

    private final Load load;
    private final Facts facts;

    ViewInvariants(Load load, Facts facts) {
        this.load = load;
        this.facts = facts;
    }

    List<Invariant> check() {
        return List.of(viewsEqualStreams(), overviewsEqualSagas(), trackedIsWhatHappened(), importedViewsAreWhole());
    }

    private Invariant viewsEqualStreams() {
        Violations violations = new Violations("each order's status is what its stream makes of it", LOST);
        facts.orders().forEach((id, order) -> {
            OrderShown view = facts.views().orders().get(id);
            violations.requireThat(order.state().equals(view), "%s is %s and its view is %s", id, order.state(), view);
        });
        return violations.toInvariant();
    }

    private Invariant overviewsEqualSagas() {
        Violations violations = new Violations("the overview of fulfilments is what their streams make of it", LOST);
        facts.told().sagas().keySet().forEach(id -> {
            List<String> types = EventsTold.of(facts.told().sagas(), id).stream()
                    .map(event -> event.type())
                    .toList();
            String ended = types.contains("dev.evenstep.saga.SagaCompensated") ? "COMPENSATED" : "COMPLETED";
            String view = facts.views().sagas().get(id);
            violations.requireThat(
                    ended.equals(view), "the fulfilment of %s is %s and its overview %s", id, ended, view);
        });
        return violations.toInvariant();
    }

    private Invariant trackedIsWhatHappened() {
        Violations violations = new Violations("track-order has each order as it is", LOST);
        facts.orders().forEach((id, order) -> {
            Facts.Tracked view = facts.views().tracked().get(id);
            violations.requireThat(
                    view != null && view.status().equals(order.state().status()),
                    "%s is %s and track-order has %s",
                    id,
                    order.state().status(),
                    view);
        });
        return violations.toInvariant();
    }

    private Invariant importedViewsAreWhole() {
        Violations violations = new Violations("histories of the old shop are whole and in order", LOST);
        for (PlannedOrder order : load.orders()) {
            if (order.imported()) {
                Facts.Tracked view = facts.views().tracked().get(order.orderId());
                violations.requireThat(
                        view != null && view.history().equals(IMPORTED_HISTORY), "%s has %s", order.orderId(), view);
            }
        }
        return violations.toInvariant();
    }
}
