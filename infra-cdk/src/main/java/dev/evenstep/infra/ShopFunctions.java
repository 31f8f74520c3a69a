package dev.evenstep.infra;

import static dev.evenstep.infra.TableAction.BATCH_GET;
import static dev.evenstep.infra.TableAction.BATCH_WRITE;
import static dev.evenstep.infra.TableAction.DELETE;
import static dev.evenstep.infra.TableAction.GET;
import static dev.evenstep.infra.TableAction.PUT;
import static dev.evenstep.infra.TableAction.QUERY;
import static dev.evenstep.infra.TableAction.UPDATE;

import java.time.Duration;
import software.constructs.Construct;

/** The shop's functions: which handler each runs, and what each may do with which table. */
final class ShopFunctions {

    private final Construct stack;
    private final FunctionJars jars;
    private final Alarms alarms;
    private final ShopParameters parameters;

    ShopFunctions(Construct stack, FunctionJars jars, Alarms alarms) {
        this.stack = stack;
        this.jars = jars;
        this.alarms = alarms;
        this.parameters = new ShopParameters(stack);
    }

    QueueConsumer placeOrder(ShopTables tables) {
        var function = function("place-order", "placeorder.PlaceOrderHandler")
                .withDescription("Takes commands, writes orders, and says so.");
        var consumer = new QueueConsumer(stack, queueOf(QueueConsumerOptions.fifo(function)), alarms)
                .using(tables.idempotency(), GET, UPDATE, DELETE)
                .using(tables.outbox(), PUT)
                .using(tables.orders(), PUT);
        tables.useSubjectKeys(consumer.function());
        return consumer;
    }

    QueueConsumer reserveStock(ShopTables tables) {
        var function = function("reserve-stock", "reservestock.ReserveStockHandler")
                .withDescription("Takes stock for an order, and gives it back when the payment is declined.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), GET, UPDATE, DELETE)
                .using(tables.outbox(), PUT, QUERY)
                .using(tables.stock(), UPDATE)
                .using(tables.reservations(), PUT, UPDATE, BATCH_GET);
    }

    QueueConsumer chargePayment(ShopTables tables) {
        var function = function("charge-payment", "chargepayment.ChargePaymentHandler")
                .withDescription("Charges the payment through a gateway, once.")
                .withEnvironment(parameters.forPayments());
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), GET, UPDATE, DELETE)
                .using(tables.outbox(), PUT, QUERY)
                .using(tables.payments(), PUT);
    }

    QueueConsumer settleOrder(ShopTables tables) {
        var function = function("settle-order", "settleorder.SettleOrderHandler")
                .withDescription("Brings orders to their final state.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), GET, UPDATE, DELETE)
                .using(tables.outbox(), PUT, QUERY)
                .using(tables.orders(), UPDATE);
    }

    QueueConsumer trackOrder(ShopTables tables) {
        var function = function("track-order", "trackorder.TrackOrderHandler")
                .withDescription("Keeps one status view per order.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), UPDATE, DELETE)
                .using(tables.orderStatus(), GET, UPDATE)
                .inOrder(tables.parked(), parameters.gapPatienceSeconds());
    }

    RuleConsumer auditEvents(ShopTables tables) {
        var function = function("audit-events", "auditevents.AuditEventsHandler")
                .withDescription("Writes one audit line per event.");
        return new RuleConsumer(stack, function, alarms)
                .using(tables.idempotency(), GET, PUT, UPDATE, DELETE)
                .using(tables.audit(), PUT);
    }

    StreamConsumer publishOutbox(ShopTables tables) {
        var function = function("publish-outbox", "publishoutbox.PublishOutboxHandler")
                .withDescription("Puts committed events on the bus.");
        return new StreamConsumer(stack, function, alarms).using(tables.outbox(), QUERY, BATCH_WRITE);
    }

    ScheduledFunction sweepOutbox(ShopTables tables) {
        var function = FunctionOptions.of(
                        "sweep-outbox", "dev.evenstep.shop.publishoutbox.SweepOutboxHandler", jars.of("publish-outbox"))
                .withDescription("Puts on the bus what was left in the outbox.")
                .withTimeout(Duration.ofSeconds(50))
                .withEnvironment(parameters.forEveryFunction());
        return new ScheduledFunction(stack, function, alarms).sweeping(tables.outbox());
    }

    private QueueConsumerOptions queueOf(QueueConsumerOptions options) {
        return options.withQueue(options.queue().withMaxReceiveCount(parameters.maxReceiveCount()));
    }

    private FunctionOptions function(String name, String handler) {
        return FunctionOptions.of(name, "dev.evenstep.shop." + handler, jars.of(name))
                .withEnvironment(parameters.forEveryFunction());
    }
}
