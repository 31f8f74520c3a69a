package dev.evenstep.infra;

import dev.evenstep.cdk.Alarms;
import dev.evenstep.cdk.StateTable;
import dev.evenstep.cdk.TableOptions;
import software.constructs.Construct;

/** What the shop knows about stock, payments and where orders stand, and what has been consumed. */
record ShopTables(
        StateTable stock,
        StateTable reservations,
        StateTable payments,
        StateTable declines,
        StateTable orderStatus,
        StateTable audit,
        StateTable idempotency,
        StateTable parked,
        StateTable views) {

    static ShopTables in(Construct stack, Alarms alarms) {
        var scope = new Construct(stack, "Tables");
        return new ShopTables(
                new StateTable(scope, TableOptions.of("stock", "sku"), alarms),
                new StateTable(scope, TableOptions.of("reservations", "orderId"), alarms),
                new StateTable(scope, TableOptions.of("payments", "orderId"), alarms),
                new StateTable(scope, TableOptions.of("declines", "customerId"), alarms),
                new StateTable(scope, TableOptions.of("order-status", "orderId"), alarms),
                new StateTable(scope, TableOptions.of("audit", "event"), alarms),
                new StateTable(scope, TableOptions.idempotency(), alarms),
                new StateTable(scope, TableOptions.parked(), alarms),
                new StateTable(scope, TableOptions.views(), alarms));
    }
}
