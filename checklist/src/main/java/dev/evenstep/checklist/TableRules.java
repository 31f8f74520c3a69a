package dev.evenstep.checklist;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Of tables. */
final class TableRules {

    /** The toolkit's tables whose items end, by what functions are told. */
    private static final Set<String> EXPIRING = Set.of("IDEMPOTENCY_TABLE", "OUTBOX_TABLE");

    private TableRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of(
                        "table-recovers-to-any-second",
                        TableRules::tables,
                        "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
                        table -> table.isTrue("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"),
                        "true"),
                Rule.of(
                        "table-forgets-marks",
                        TableRules::expiring,
                        "TimeToLiveSpecification.AttributeName",
                        table -> table.text("TimeToLiveSpecification.AttributeName")
                                        .equals("expiration")
                                && table.isTrue("TimeToLiveSpecification.Enabled"),
                        "expiration, and enabled: else marks and published events are kept for ever"),
                Rule.of(
                        "table-is-protected-from-deletion",
                        TableRules::tables,
                        "DeletionProtectionEnabled",
                        table -> table.isTrue("DeletionProtectionEnabled"),
                        "true"),
                Rule.of(
                        "table-outlives-its-stack",
                        TableRules::tables,
                        "DeletionPolicy",
                        table -> table.text("DeletionPolicy").startsWith("Retain"),
                        "Retain"),
                Rule.of(
                        "table-is-paid-by-request",
                        TableRules::tables,
                        "BillingMode",
                        table -> table.text("BillingMode").equals("PAY_PER_REQUEST"),
                        "PAY_PER_REQUEST"),
                Rule.of(
                        "table-is-encrypted",
                        TableRules::tables,
                        "SSESpecification.SSEEnabled",
                        table -> table.isTrue("SSESpecification.SSEEnabled"),
                        "true, by a key that the account sees"));
    }

    private static Stream<Resource> tables(Deployment deployment) {
        return deployment.of(Deployment.TABLE);
    }

    private static Stream<Resource> expiring(Deployment deployment) {
        return tables(deployment)
                .filter(table -> deployment
                        .of(Deployment.FUNCTION)
                        .anyMatch(function -> EXPIRING.stream()
                                .anyMatch(variable -> table.is(function.text("Environment.Variables." + variable)))));
    }
}
