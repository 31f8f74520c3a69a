package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Changes billing, throughput, indexes, stream and protection of a table. */
record UpdateTable(TableContext context) {

    private static final List<String> CHANGES = List.of(
            "BillingMode",
            "ProvisionedThroughput",
            "GlobalSecondaryIndexUpdates",
            "StreamSpecification",
            "SSESpecification",
            "DeletionProtectionEnabled",
            "TableClass");

    ObjectNode on(ObjectNode request) {
        var constraints = Constraints.of(request).table();
        Shapes.check(constraints);
        IndexUpdates.check(constraints);
        constraints.check();
        if (CHANGES.stream().noneMatch(request::hasNonNull)) {
            throw Invalid.request("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                    + "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
        if (request.hasNonNull("StreamSpecification") && request.hasNonNull("ProvisionedThroughput")) {
            throw Invalid.parameter("You cannot modify stream status while updating table IOPS");
        }
        Billing.check(request, request.path("BillingMode").asText().equals("PAY_PER_REQUEST"), false);
        return context.write(() -> {
            var before = context.requireActive(request.path("TableName").asText());
            StreamRequest.check(request, before);
            var changed = before.with(json -> change((ObjectNode) json.get("Table"), request, before));
            var after = follow(before, StreamRequest.change(context, changed, request));
            context.tables().put(after);
            return new Description(context.database()).answer("TableDescription", after, Instant.MIN);
        });
    }

    private void change(ObjectNode table, ObjectNode request, TableDefinition before) {
        boolean onDemand = request.path("BillingMode")
                .asText(before.onDemand() ? "PAY_PER_REQUEST" : "PROVISIONED")
                .equals("PAY_PER_REQUEST");
        Billing.check(request, onDemand, before.onDemand());
        if (onDemand && !before.onDemand()) {
            Billing.onDemand(table, context.now());
        }
        if (request.hasNonNull("ProvisionedThroughput")) {
            Billing.change(table, request.get("ProvisionedThroughput"), "table");
        }
        if (!onDemand && before.onDemand()) {
            table.withObjectProperty("BillingModeSummary").put("BillingMode", "PROVISIONED");
        }
        new IndexUpdates(before, table, onDemand).apply(request);
        if (!onDemand && before.onDemand()) {
            IndexUpdates.requireThroughput(table);
        }
        if (request.hasNonNull("DeletionProtectionEnabled")) {
            table.put("DeletionProtectionEnabled", Shape.flag(request, "DeletionProtectionEnabled", false));
        }
        classAndEncryption(table, request);
    }

    static void classAndEncryption(ObjectNode table, ObjectNode request) {
        if (request.hasNonNull("TableClass")) {
            table.putObject("TableClassSummary").put("TableClass", Shape.text(request, "TableClass"));
        }
        ObjectNode encryption = Shape.structure(request, "SSESpecification");
        if (encryption != null && Shape.flag(encryption, "Enabled", false)) {
            table.putObject("SSEDescription").put("Status", "ENABLED").put("SSEType", "KMS");
        } else if (encryption != null) {
            table.remove("SSEDescription");
        }
    }

    /** Drops the index that is gone, and fills the one that is new. */
    private TableDefinition follow(TableDefinition before, TableDefinition after) {
        for (Index index : before.indexes()) {
            if (after.index(index.name()).isEmpty()) {
                context.database().drop(before, index);
            }
        }
        return after.indexes().stream()
                .filter(index -> before.index(index.name()).isEmpty())
                .findFirst()
                .map(added -> new Backfill(context).begin(after, added))
                .orElseGet(() -> after.with(context.status(Status.UPDATING, Set.of())));
    }
}
