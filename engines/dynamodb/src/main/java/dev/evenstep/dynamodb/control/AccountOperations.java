package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.TableSettings;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Json;

/** What clients and deployments ask besides: quotas, endpoints, whether a table can be restored. */
record AccountOperations(Context context) {

    static ObjectNode limits() {
        return Json.object()
                .put("AccountMaxReadCapacityUnits", 80_000)
                .put("AccountMaxWriteCapacityUnits", 80_000)
                .put("TableMaxReadCapacityUnits", 40_000)
                .put("TableMaxWriteCapacityUnits", 40_000);
    }

    ObjectNode endpoints() {
        var answer = Json.object();
        answer.putArray("Endpoints")
                .addObject()
                .put(
                        "Address",
                        "dynamodb.%s.amazonaws.com".formatted(context.account().region()))
                .put("CachePeriodInMinutes", 1440);
        return answer;
    }

    ObjectNode describeBackups(ObjectNode request) {
        return backups(require(Constraints.tableName(request, 1, 1024)));
    }

    /** Nothing is ever restored here; what is asked for is told back. */
    ObjectNode updateBackups(ObjectNode request) {
        var name = Constraints.tableName(request, 1, 1024);
        JsonNode wanted = request.path("PointInTimeRecoverySpecification");
        var constraints = new Constraints();
        if (constraints.required(wanted, "pointInTimeRecoverySpecification")) {
            constraints.required(
                    wanted.path("PointInTimeRecoveryEnabled"),
                    "pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled");
        }
        constraints.check();
        boolean enabled = Constraints.flag(wanted, "PointInTimeRecoveryEnabled").orElse(false);
        return context.write(() -> {
            var table = require(name);
            TableSettings is = table.settings();
            var changed = table.with(new TableSettings(
                    is.throughput(),
                    is.onDemandSince(),
                    is.deletionProtection(),
                    is.tableClass(),
                    is.encrypted(),
                    enabled,
                    is.timeToLiveChanged(),
                    is.tags()));
            context.tables().put(changed);
            return backups(changed);
        });
    }

    private ObjectNode backups(TableDefinition table) {
        boolean enabled = table.settings().recoverable();
        var description = Json.object().put("ContinuousBackupsStatus", "ENABLED");
        var recovery = description
                .putObject("PointInTimeRecoveryDescription")
                .put("PointInTimeRecoveryStatus", enabled ? "ENABLED" : "DISABLED");
        if (enabled) {
            recovery.put("EarliestRestorableDateTime", TableJson.seconds(table.created()))
                    .put("LatestRestorableDateTime", TableJson.seconds(context.now()));
        }
        return TableJson.answer("ContinuousBackupsDescription", description);
    }

    private TableDefinition require(String name) {
        var table = context.tables().find(name);
        if (table == null) {
            throw new AwsException(400, "TableNotFoundException", "Table not found: " + name);
        }
        return table;
    }
}
