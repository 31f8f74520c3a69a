package dev.evenstep.infra;

import software.constructs.Construct;

/**
 * The shop's tables, which outlive the stack unless the context {@code tables} is {@code delete}: what it knows about orders, stock and payments, and what has been consumed and
 * is to be published.
 */
final class ShopTables extends Construct {

    private final Alarms alarms;
    private final StateTable orders;
    private final StateTable stock;
    private final StateTable reservations;
    private final StateTable payments;
    private final StateTable orderStatus;
    private final StateTable audit;
    private final StateTable idempotency;
    private final StateTable parked;
    private final StateTable outbox;

    ShopTables(Construct scope, Alarms alarms) {
        super(scope, "Tables");
        this.alarms = alarms;
        orders = table(TableOptions.of("orders", "orderId"));
        stock = table(TableOptions.of("stock", "sku"));
        reservations = table(TableOptions.of("reservations", "orderId"));
        payments = table(TableOptions.of("payments", "orderId"));
        orderStatus = table(TableOptions.of("order-status", "orderId"));
        audit = table(TableOptions.of("audit", "event"));
        idempotency = table(TableOptions.of("idempotency", "id").expiring());
        parked = table(TableOptions.of("parked", "record").sortedBy("place"));
        outbox = table(TableOptions.of("outbox", "entity")
                .numberedBy("version")
                .expiring()
                .streaming()
                .indexedBy(new TableOptions.Index("unpublished", "bucket", "committed")));
    }

    private StateTable table(TableOptions options) {
        var kept = !"delete".equals(getNode().tryGetContext("tables"));
        return new StateTable(this, kept ? options : options.deletedWithStack(), alarms);
    }

    StateTable orders() {
        return orders;
    }

    StateTable stock() {
        return stock;
    }

    StateTable reservations() {
        return reservations;
    }

    StateTable payments() {
        return payments;
    }

    StateTable orderStatus() {
        return orderStatus;
    }

    StateTable audit() {
        return audit;
    }

    /** Marks, positions and leases, shared with Powertools. */
    StateTable idempotency() {
        return idempotency;
    }

    /** Events that wait for others: kept for as long as it takes. */
    StateTable parked() {
        return parked;
    }

    /** Events to publish. */
    StateTable outbox() {
        return outbox;
    }
}
