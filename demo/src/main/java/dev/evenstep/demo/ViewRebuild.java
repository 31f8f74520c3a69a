package dev.evenstep.demo;

import dev.evenstep.demo.ledger.Invariant;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.eventstore.projection.ProjectionStatus;
import dev.evenstep.eventstore.projection.ProjectionStatus.GenerationStatus;
import dev.evenstep.eventstore.projection.Projections;
import org.jspecify.annotations.Nullable;

/** Has the views of orders built anew while orders flow, as {@code projection rebuild} does. */
final class ViewRebuild {

    private static final String PROJECTION = "order-status";

    private final Projections projections;
    private final int orders;
    private @Nullable Integer before;

    /** @param orders how many of them there will be views of; none, and nothing is built */
    ViewRebuild(DeployedShop shop, int orders) {
        this.projections = Projections.of(shop.eventStore(), shop.viewStore());
        this.orders = orders;
    }

    /** Begins once a quarter of the orders has ended. */
    void beginWhenDue(int ended) {
        if (before == null && orders > 0 && ended >= orders / 4) {
            GenerationStatus live = projections.status(PROJECTION).live();
            if (live != null) {
                projections.rebuild(PROJECTION);
                before = live.number();
            }
        }
    }

    /** Whether the views that are read are later ones than when it began. */
    boolean isSwapped() {
        if (orders == 0) {
            return true;
        }
        ProjectionStatus status = projections.status(PROJECTION);
        return before != null
                && status.building() == null
                && status.live() != null
                && status.live().number() > before;
    }

    Invariant check() {
        boolean isSwapped = isSwapped();
        return new Invariant(
                "views were built anew, and swapped",
                Invariant.Meaning.LOST,
                isSwapped ? 0 : 1,
                isSwapped ? "" : "it is " + projections.status(PROJECTION));
    }
}
