package dev.evenstep.infra;

import dev.evenstep.cdk.Alarms;
import dev.evenstep.cdk.Dashboard;
import dev.evenstep.cdk.DomainBus;
import dev.evenstep.cdk.EventPattern;
import dev.evenstep.cdk.Outbox;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The shop: what {@code template.yaml} describes, no more and no less. A test compares the two. */
public final class ShopStack extends Stack {

    private static final String SAGAS = "dev.evenstep.saga";

    /** The CDK makes functions depend on their roles twice over, which cfn-lint remarks for each of them. */
    private static final Map<String, Object> KNOWN_FINDINGS =
            Map.of("cfn-lint", Map.of("config", Map.of("ignore_checks", List.of("W3005"))));

    public ShopStack(Construct scope, String id, FunctionJars jars) {
        super(scope, id, properties());
        getTemplateOptions().setMetadata(KNOWN_FINDINGS);
        var alarms = new Alarms(this);
        var bus = new DomainBus(this, alarms);
        var functions = new ShopFunctions(this, jars, alarms);
        var outbox = new Outbox(this, functions.publishing(), bus, alarms).table();
        var events = functions.orderLog(bus).table();
        var orders = functions.placeOrder(events);
        functions.fulfilOrder(events).on(bus, whatLeadsAnOrder());
        functions
                .settleOrder(events)
                .on(bus, EventPattern.from(SAGAS).of(SAGAS + ".SagaCompleted", SAGAS + ".SagaCompensated"));
        functions.reserveStock(outbox).on(bus, EventPattern.from("fulfilment").of("ReserveStock", "ReleaseStock"));
        functions.chargePayment(outbox).on(bus, EventPattern.from("fulfilment").of("ChargePayment", "CancelPayment"));
        functions
                .detectFraud(outbox)
                .on(bus, EventPattern.from("payments", "old-shop").of("PaymentDeclined"));
        functions.trackOrder().on(bus, everythingAboutOrders());
        functions.showOrders();
        functions.auditEvents().on(bus, EventPattern.everything());
        new Dashboard(this);
        output("OrderQueueUrl", "Where commands go.", orders.queue().queue().getQueueUrl());
        output("BusName", "Where events are.", bus.bus().getEventBusName());
    }

    /** The CDK's command sees to the bootstrap version itself; a rule in the template would only repeat it. */
    private static StackProps properties() {
        return StackProps.builder()
                .description(
                        "The shop. Orders are streams of events; a saga leads them through stock and payments, in fourteen functions.")
                .synthesizer(DefaultStackSynthesizer.Builder.create()
                        .generateBootstrapVersionRule(false)
                        .build())
                .build();
    }

    /** Of the shop and of the one before it, whose orders were taken over. */
    private static EventPattern everythingAboutOrders() {
        return EventPattern.from("shop", "old-shop")
                .of(
                        "OrderPlaced",
                        "OrderImported",
                        "StockReserved",
                        "PaymentCharged",
                        "OrderConfirmed",
                        "OrderCancelled");
    }

    /** What begins a fulfilment, what stock and payments answer, and what it sends to itself or an operator to it. */
    private static EventPattern whatLeadsAnOrder() {
        return EventPattern.from("shop", "stock", "payments", SAGAS)
                .of(
                        "OrderPlaced",
                        "StockReserved",
                        "StockRejected",
                        "StockReleased",
                        "PaymentCharged",
                        "PaymentDeclined",
                        "PaymentCancelled",
                        SAGAS + ".StepTimeout",
                        SAGAS + ".RetrySaga",
                        SAGAS + ".CompensateSaga");
    }

    private void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }
}
