package com.example.payments;

import dev.evenstep.cdk.Alarms;
import dev.evenstep.cdk.Dashboard;
import dev.evenstep.cdk.DomainBus;
import dev.evenstep.cdk.EventPattern;
import dev.evenstep.cdk.FunctionOptions;
import dev.evenstep.cdk.Outbox;
import dev.evenstep.cdk.OutboxOptions;
import dev.evenstep.cdk.QueueConsumer;
import dev.evenstep.cdk.QueueConsumerOptions;
import dev.evenstep.cdk.RuleConsumer;
import dev.evenstep.cdk.StateTable;
import dev.evenstep.cdk.TableAction;
import dev.evenstep.cdk.TableOptions;
import dev.evenstep.cdk.TableUse;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** Payments are taken in the order of each customer's commands, told to a bus, and put into a ledger. */
public final class PaymentsStack extends Stack {

    /** @param jars where the functions' jars are */
    public PaymentsStack(Construct scope, String id, Path jars) {
        super(scope, id);
        var alarms = new Alarms(this).tell("payments@example.com");
        var bus = new DomainBus(this, alarms);
        var payments = new StateTable(this, TableOptions.of("payments", "paymentId"), alarms);
        var ledger = new StateTable(this, TableOptions.of("ledger", "event"), alarms);
        var idempotency = new StateTable(this, TableOptions.idempotency(), alarms);

        var relay = FunctionOptions.of("relay", "com.example.payments.RelayHandler", jars.resolve("outbox.jar"));
        var sweeper = FunctionOptions.of("sweeper", "com.example.payments.SweepHandler", jars.resolve("outbox.jar"))
                .withTimeout(Duration.ofSeconds(50));
        var outbox = new Outbox(this, OutboxOptions.of(relay, sweeper), bus, alarms).table();

        var take = FunctionOptions.of("take-payment", "com.example.payments.TakeHandler", jars.resolve("take.jar"));
        new QueueConsumer(this, QueueConsumerOptions.fifo(take), alarms)
                .using(idempotency, TableUse.TRANSACTIONAL)
                .using(payments, TableUse.PUTS)
                .using(outbox, TableUse.PUBLISHES);

        var book = FunctionOptions.of("book-payment", "com.example.payments.BookHandler", jars.resolve("book.jar"));
        new RuleConsumer(this, book, alarms)
                .using(idempotency, TableUse.TRANSACTIONAL)
                .calling(ledger, TableAction.PUT)
                .on(bus, EventPattern.from("payments").of("PaymentTaken"));

        new Dashboard(this);
    }
}
