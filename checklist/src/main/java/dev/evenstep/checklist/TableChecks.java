package dev.evenstep.checklist;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Of tables. */
final class TableChecks {

    /** The toolkit's tables whose items end, by what functions are told. */
    private static final Set<String> EXPIRING = Set.of("IDEMPOTENCY_TABLE", "OUTBOX_TABLE");

    private TableChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of(
                        "table-recovers-to-any-second",
                        TableChecks::tables,
                        "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
                        table -> table.isTrue("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"),
                        "true"),
                Check.of(
                        "table-forgets-marks",
                        TableChecks::expiring,
                        "TimeToLiveSpecification.AttributeName",
                        table -> table.text("TimeToLiveSpecification.AttributeName")
                                        .equals("expiration")
                                && table.isTrue("TimeToLiveSpecification.Enabled"),
                        "expiration, and enabled: else marks and published events are kept for ever"),
                Check.of(
                        "table-is-protected-from-deletion",
                        TableChecks::tables,
                        "DeletionProtectionEnabled",
                        table -> table.isTrue("DeletionProtectionEnabled"),
                        "true"),
                Check.of(
                        "table-outlives-its-stack",
                        TableChecks::tables,
                        "DeletionPolicy",
                        table -> table.text("DeletionPolicy").startsWith("Retain"),
                        "Retain"),
                Check.of(
                        "table-is-paid-by-request",
                        TableChecks::tables,
                        "BillingMode",
                        table -> table.text("BillingMode").equals("PAY_PER_REQUEST"),
                        "PAY_PER_REQUEST"),
                Check.of(
                        "table-is-encrypted",
                        TableChecks::tables,
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
