package dev.evenstep.infra;

import static dev.evenstep.cdk.TableAction.DELETE;
import static dev.evenstep.cdk.TableAction.GET;
import static dev.evenstep.cdk.TableAction.PUT;
import static dev.evenstep.cdk.TableAction.UPDATE;
import static dev.evenstep.cdk.TableUse.APPENDS;
import static dev.evenstep.cdk.TableUse.ATTEMPTS;
import static dev.evenstep.cdk.TableUse.CHECKS;
import static dev.evenstep.cdk.TableUse.LEASED;
import static dev.evenstep.cdk.TableUse.PUBLISHES;
import static dev.evenstep.cdk.TableUse.PUTS;
import static dev.evenstep.cdk.TableUse.READS;
import static dev.evenstep.cdk.TableUse.TRANSACTIONAL;
import static dev.evenstep.cdk.TableUse.UPDATES;
import static dev.evenstep.cdk.TableUse.VERSIONED;

import dev.evenstep.cdk.Alarms;
import dev.evenstep.cdk.DomainBus;
import dev.evenstep.cdk.EventLog;
import dev.evenstep.cdk.EventLogOptions;
import dev.evenstep.cdk.FunctionOptions;
import dev.evenstep.cdk.OutboxOptions;
import dev.evenstep.cdk.QueueConsumer;
import dev.evenstep.cdk.QueueConsumerOptions;
import dev.evenstep.cdk.RuleConsumer;
import dev.evenstep.cdk.StateTable;
import dev.evenstep.cdk.SubjectKeys;
import dev.evenstep.cdk.UrlFunction;
import java.time.Duration;
import software.amazon.awscdk.services.kms.CfnKey;
import software.constructs.Construct;

/** The shop's functions: which handler each runs, and what each may do with which table. */
final class ShopFunctions {

    private final Construct stack;
    private final FunctionJars jars;
    private final Alarms alarms;
    private final ShopTables tables;
    private final SubjectKeys keys;
    private final ShopParameters parameters;

    ShopFunctions(Construct stack, FunctionJars jars, Alarms alarms) {
        this.stack = stack;
        this.jars = jars;
        this.alarms = alarms;
        this.tables = ShopTables.in(stack, alarms);
        this.keys = subjectKeys(stack, alarms);
        this.parameters = new ShopParameters(stack);
    }

    QueueConsumer placeOrder(StateTable events) {
        var function = function("place-order", "placeorder.PlaceOrderHandler")
                .withDescription("Takes commands; an order's stream begins.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.fifo(function)), alarms)
                .using(tables.idempotency(), ATTEMPTS)
                .using(events, APPENDS)
                .encryptingBy(keys);
    }

    QueueConsumer settleOrder(StateTable events) {
        var function = function("settle-order", "place-order", "placeorder.SettleOrderHandler")
                .withDescription("Takes the ends of fulfilments; an order's stream ends.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), ATTEMPTS)
                .using(events, APPENDS)
                .decryptingBy(keys);
    }

    QueueConsumer fulfilOrder(StateTable events) {
        var function = function("fulfil-order", "fulfilorder.FulfilOrderHandler")
                .withDescription("Leads orders through stock and payments, or back.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), ATTEMPTS)
                .using(events, APPENDS);
    }

    EventLog orderLog(DomainBus bus) {
        var log = function("order-log", "orderlog.OrderLogHandler")
                .withDescription("Puts commits into the log, and runs what reads it.")
                .withTimeout(Duration.ofSeconds(30));
        var catchUp = function("catch-up-order-log", "order-log", "orderlog.CatchUpOrderLogHandler")
                .withDescription("Goes on with what reads the log.")
                .withTimeout(Duration.ofSeconds(50));
        var sweep = function("sweep-order-log", "order-log", "orderlog.SweepOrderLogHandler")
                .withDescription("Puts into the log what the stream did not tell of.")
                .withTimeout(Duration.ofMinutes(15));
        var options = EventLogOptions.of(log, catchUp, sweep)
                .readBy("publish-orders", "order-status", "sagas")
                .publishedBy("publish-orders");
        return new EventLog(stack, options, alarms).publishingOn(bus).projectingInto(tables.views());
    }

    UrlFunction showOrders() {
        var function = function("show-orders", "order-log", "orderlog.ShowOrdersHandler")
                .withDescription("Shows where orders stand.");
        return new UrlFunction(stack, function, alarms).reading(tables.views());
    }

    private static SubjectKeys subjectKeys(Construct stack, Alarms alarms) {
        var keys = new SubjectKeys(stack, alarms);
        // Its ARN stands in the function's environment, which is compared with template.yaml's.
        if (keys.wrapping().getNode().getDefaultChild() instanceof CfnKey key) {
            key.overrideLogicalId("SubjectKeysKey");
        }
        return keys;
    }

    QueueConsumer reserveStock(StateTable outbox) {
        var function = function("reserve-stock", "reservestock.ReserveStockHandler")
                .withDescription("Takes stock for an order, and gives it back.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), TRANSACTIONAL)
                .using(outbox, PUBLISHES)
                .using(tables.stock(), UPDATES)
                .using(tables.reservations(), PUTS, UPDATES, READS, CHECKS);
    }

    QueueConsumer chargePayment(StateTable outbox) {
        var function = function("charge-payment", "chargepayment.ChargePaymentHandler")
                .withDescription("Charges an order through a gateway, once, and gives that back.")
                .withEnvironment(parameters.forPayments());
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), LEASED)
                .using(outbox, PUBLISHES)
                .using(tables.payments(), PUTS);
    }

    QueueConsumer detectFraud(StateTable outbox) {
        var function = function("detect-fraud", "detectfraud.DetectFraudHandler")
                .withDescription("Raises an alarm at three declined payments of one customer within a minute.");
        return new QueueConsumer(stack, queueOf(QueueConsumerOptions.standard(function)), alarms)
                .using(tables.idempotency(), TRANSACTIONAL)
                .using(outbox, PUBLISHES)
                .using(tables.declines(), PUTS, READS);
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
        var sweeper = function("sweep-outbox", "publish-outbox", "publishoutbox.SweepOutboxHandler")
                .withDescription("Puts on the bus what was left in the outbox.")
                .withTimeout(Duration.ofSeconds(50));
        return OutboxOptions.of(relay, sweeper);
    }

    private QueueConsumerOptions queueOf(QueueConsumerOptions options) {
        return options.withQueue(options.queue().withMaxReceiveCount(parameters.maxReceiveCount()));
    }

    private FunctionOptions function(String name, String handler) {
        return function(name, name, handler);
    }

    private FunctionOptions function(String name, String jar, String handler) {
        return FunctionOptions.of(name, "dev.evenstep.shop." + handler, jars.of(jar))
                .withEnvironment(parameters.forEveryFunction());
    }
}
