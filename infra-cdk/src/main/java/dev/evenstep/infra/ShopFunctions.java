package dev.evenstep.infra;

import static dev.evenstep.cdk.TableAction.DELETE;
import static dev.evenstep.cdk.TableAction.GET;
import static dev.evenstep.cdk.TableAction.PUT;
import static dev.evenstep.cdk.TableAction.UPDATE;
import static dev.evenstep.cdk.TableUse.ATTEMPTS;
import static dev.evenstep.cdk.TableUse.LEASED;
import static dev.evenstep.cdk.TableUse.PUBLISHES;
import static dev.evenstep.cdk.TableUse.PUBLISHES_NEXT;
import static dev.evenstep.cdk.TableUse.PUTS;
import static dev.evenstep.cdk.TableUse.READS;
import static dev.evenstep.cdk.TableUse.TRANSACTIONAL;
import static dev.evenstep.cdk.TableUse.UPDATES;
import static dev.evenstep.cdk.TableUse.VERSIONED;

import dev.evenstep.cdk.Alarms;
import dev.evenstep.cdk.FunctionOptions;
import dev.evenstep.cdk.OutboxOptions;
import dev.evenstep.cdk.QueueConsumer;
import dev.evenstep.cdk.QueueConsumerOptions;
import dev.evenstep.cdk.RuleConsumer;
import dev.evenstep.cdk.StateTable;
import dev.evenstep.cdk.SubjectKeys;
import java.time.Duration;
import software.amazon.awscdk.services.kms.CfnKey;
import software.constructs.Construct;

/** The shop's functions: which handler each runs, and what each may do with which table. */
final class ShopFunctions {

    private final Construct stack;
    private final FunctionJars jars;
    private final Alarms alarms;
    private final ShopTables tables;
    private final ShopParameters parameters;

    ShopFunctions(Construct stack, FunctionJars jars, Alarms alarms) {
        this.stack = stack;
        this.jars = jars;
        this.alarms = alarms;
        this.tables = ShopTables.in(stack, alarms);
        this.parameters = new ShopParameters(stack);
    }

    QueueConsumer placeOrder(StateTable outbox) {
        var function = function("place-order", "placeorder.PlaceOrderHandler")
                .withDescription("Takes commands, writes orders, and says so.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.fifo(function)), alarms)
                .using(tables.idempotency(), TRANSACTIONAL)
                .using(outbox, PUBLISHES)
                .using(tables.orders(), PUTS)
                .encryptingBy(subjectKeys());
    }

    private SubjectKeys subjectKeys() {
        var keys = new SubjectKeys(stack, alarms);
        // Its ARN stands in the function's environment, which is compared with template.yaml's.
        if (keys.wrapping().getNode().getDefaultChild() instanceof CfnKey key) {
            key.overrideLogicalId("SubjectKeysKey");
        }
        return keys;
    }

    QueueConsumer reserveStock(StateTable outbox) {
        var function = function("reserve-stock", "reservestock.ReserveStockHandler")
                .withDescription("Takes stock for an order, and gives it back when the payment is declined.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), TRANSACTIONAL)
                .using(outbox, PUBLISHES_NEXT)
                .using(tables.stock(), UPDATES)
                .using(tables.reservations(), PUTS, UPDATES, READS);
    }

    QueueConsumer chargePayment(StateTable outbox) {
        var function = function("charge-payment", "chargepayment.ChargePaymentHandler")
                .withDescription("Charges the payment through a gateway, once.")
                .withEnvironment(parameters.forPayments());
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), LEASED)
                .using(outbox, PUBLISHES_NEXT)
                .using(tables.payments(), PUTS);
    }

    QueueConsumer settleOrder(StateTable outbox) {
        var function = function("settle-order", "settleorder.SettleOrderHandler")
                .withDescription("Brings orders to their final state.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), TRANSACTIONAL)
                .using(outbox, PUBLISHES_NEXT)
                .using(tables.orders(), UPDATES);
    }

    QueueConsumer trackOrder() {
        var function = function("track-order", "trackorder.TrackOrderHandler")
                .withDescription("Keeps one status view per order.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), ATTEMPTS)
                .using(tables.orderStatus(), VERSIONED)
                .inOrder(tables.parked(), parameters.gapPatienceSeconds());
    }

    /** It marks what is done by Powertools, whose calls are its own. */
    RuleConsumer auditEvents() {
        var function = function("audit-events", "auditevents.AuditEventsHandler")
                .withDescription("Writes one audit line per event.");
        return new RuleConsumer(stack, function, alarms)
                .calling(tables.idempotency(), GET, PUT, UPDATE, DELETE)
                .calling(tables.audit(), PUT);
    }

    OutboxOptions publishing() {
        var relay = function("publish-outbox", "publishoutbox.PublishOutboxHandler")
                .withDescription("Puts committed events on the bus.");
        var sweeper = FunctionOptions.of(
                        "sweep-outbox", "dev.evenstep.shop.publishoutbox.SweepOutboxHandler", jars.of("publish-outbox"))
                .withDescription("Puts on the bus what was left in the outbox.")
                .withTimeout(Duration.ofSeconds(50))
                .withEnvironment(parameters.forEveryFunction());
        return OutboxOptions.of(relay, sweeper);
    }

    private QueueConsumerOptions queueOf(QueueConsumerOptions options) {
        return options.withQueue(options.queue().withMaxReceiveCount(parameters.maxReceiveCount()));
    }

    private FunctionOptions function(String name, String handler) {
        return FunctionOptions.of(name, "dev.evenstep.shop." + handler, jars.of(name))
                .withEnvironment(parameters.forEveryFunction());
    }
}
