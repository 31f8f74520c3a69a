package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.TableSettings;
import dev.evenstep.dynamodb.table.Throughput;
import java.time.Instant;
import java.util.List;

/** Changes billing, throughput, indexes, stream and protection of a table. */
record UpdateTable(Context context) {

    private static final List<String> CHANGES = List.of(
            "BillingMode",
            "ProvisionedThroughput",
            "GlobalSecondaryIndexUpdates",
            "StreamSpecification",
            "SSESpecification",
            "DeletionProtectionEnabled",
            "TableClass",
            "ReplicaUpdates",
            "OnDemandThroughput",
            "WarmThroughput");

    ObjectNode on(ObjectNode request) {
        var name = Constraints.tableName(request, 1, 1024);
        constraints(request);
        if (CHANGES.stream().noneMatch(request::hasNonNull)) {
            throw Errors.invalid("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                    + "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
        boolean given = request.path("ProvisionedThroughput").isObject();
        if (given && request.path("BillingMode").asText().equals("PAY_PER_REQUEST")) {
            throw Errors.invalidValue("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                    + "BillingMode is PAY_PER_REQUEST");
        }
        return context.write(() -> {
            Instant now = context.now();
            var before = settled(context.requireActive(name), now);
            StreamRequest.check(request, before);
            var until = now.plus(context.options().delay());
            var settings = settings(request, before.settings(), now);
            boolean onDemand = settings.onDemand();
            var after = IndexUpdates.apply(before, request, onDemand, new Status(Status.CREATING, until));
            if (onDemand && !before.settings().onDemand()) {
                after = after.with(
                        after.attributes(),
                        after.indexes().stream()
                                .map(index -> index.with(Throughput.ON_DEMAND))
                                .toList());
            }
            after = StreamRequest.change(context, after.with(settings), request)
                    .with(new Status(Status.UPDATING, until));
            follow(before, after);
            context.tables().put(after);
            return TableJson.answer("TableDescription", context.json().described(after, Instant.MIN));
        });
    }

    private static void constraints(ObjectNode request) {
        var constraints = new Constraints();
        Shapes.attributes(constraints, request);
        constraints.oneOf(request, "BillingMode", "billingMode", Shapes.BILLING_MODES);
        Shapes.throughput(constraints, request, "provisionedThroughput");
        IndexUpdates.constraints(constraints, request);
        StreamRequest.constraints(constraints, request);
        constraints.oneOf(request, "TableClass", "tableClass", Shapes.TABLE_CLASSES);
        constraints.check();
    }

    private static TableSettings settings(ObjectNode request, TableSettings before, Instant now) {
        var throughput = throughput(request, before);
        return new TableSettings(
                throughput,
                throughput.equals(Throughput.ON_DEMAND) && !before.onDemand() ? now : before.onDemandSince(),
                Constraints.flag(request, "DeletionProtectionEnabled").orElse(before.deletionProtection()),
                request.path("TableClass").asText(before.tableClass()),
                request.path("SSESpecification").path("Enabled").asBoolean(before.encrypted()),
                before.recoverable(),
                before.timeToLiveChanged(),
                before.tags());
    }

    private static Throughput throughput(ObjectNode request, TableSettings before) {
        var mode = request.path("BillingMode").asText(before.onDemand() ? "PAY_PER_REQUEST" : "PROVISIONED");
        boolean given = request.path("ProvisionedThroughput").isObject();
        if (mode.equals("PAY_PER_REQUEST")) {
            if (given) {
                throw Errors.invalidValue("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                        + "BillingMode is PAY_PER_REQUEST");
            }
            return Throughput.ON_DEMAND;
        }
        if (!given) {
            if (before.onDemand()) {
                throw Errors.invalidValue("ReadCapacityUnits and WriteCapacityUnits must both be specified when "
                        + "BillingMode is PROVISIONED");
            }
            return before.throughput();
        }
        var wanted = Shapes.throughput(request);
        if (wanted.equals(before.throughput())) {
            throw Errors.invalid(IndexUpdates.unchanged("table", wanted));
        }
        return wanted;
    }

    private static TableDefinition settled(TableDefinition table, Instant now) {
        List<Index> indexes = table.indexes().stream()
                .map(index -> index.with(index.status().settled(now)))
                .toList();
        return table.with(table.attributes(), indexes);
    }

    /** Fills what is new and drops what is gone. */
    private void follow(TableDefinition before, TableDefinition after) {
        for (Index index : before.indexes()) {
            if (after.index(index.name()).isEmpty()) {
                context.database().drop(before, index);
            }
        }
        for (Index index : after.indexes()) {
            if (before.index(index.name()).isEmpty()) {
                context.database().build(after, index);
            }
        }
    }
}
