package dev.evenstep.infra;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.CfnKey;
import software.amazon.awscdk.services.kms.Key;
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
    private final StateTable subjectKeys;
    private final Key subjectKeysKey;

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
        subjectKeys = table(TableOptions.of("subject-keys", "subject"));
        subjectKeysKey = Key.Builder.create(this, "SubjectKeysKey")
                .description("Wraps customers' keys.")
                .enableKeyRotation(true)
                .removalPolicy(isKept() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
        // Its ARN stands in the function's environment, which is compared with template.yaml's.
        if (subjectKeysKey.getNode().getDefaultChild() instanceof CfnKey key) {
            key.overrideLogicalId("SubjectKeysKey");
        }
    }

    private StateTable table(TableOptions options) {
        return new StateTable(this, isKept() ? options : options.deletedWithStack(), alarms);
    }

    private boolean isKept() {
        return !"delete".equals(getNode().tryGetContext("tables"));
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

    /** Lets a function make and use customers' keys. */
    void useSubjectKeys(JavaFunction function) {
        function.use(subjectKeys, TableAction.GET, TableAction.PUT);
        function.function().addEnvironment("SUBJECT_KEYS_KMS_KEY_ID", subjectKeysKey.getKeyArn());
        function.allow(List.of("kms:GenerateDataKey", "kms:Decrypt"), subjectKeysKey.getKeyArn());
    }
}
