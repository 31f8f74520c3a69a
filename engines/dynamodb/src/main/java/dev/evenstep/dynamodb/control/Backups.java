package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.Optional;

/** Whether a table could be restored. Nothing ever is, here; what is asked for is told back. */
record Backups(TableContext context) {

    private static final String PART = "PointInTimeRecoverySpecification";
    private static final String FLAG = "PointInTimeRecoveryEnabled";

    ObjectNode describe(ObjectNode request) {
        return describe(require(request));
    }

    ObjectNode update(ObjectNode request) {
        Constraints.of(request)
                .table()
                .required(PART)
                .structure(PART, own -> own.required(FLAG))
                .check();
        boolean enabled = Shape.flag(request.path(PART), FLAG, false);
        return context.write(() -> {
            var changed = require(request).with(json -> json.put(FLAG, enabled));
            context.tables().put(changed);
            return describe(changed);
        });
    }

    private static ObjectNode describe(TableDefinition table) {
        boolean enabled = table.json().path(FLAG).asBoolean();
        var description = JsonTrees.object().put("ContinuousBackupsStatus", "ENABLED");
        description
                .putObject("PointInTimeRecoveryDescription")
                .put("PointInTimeRecoveryStatus", enabled ? "ENABLED" : "DISABLED");
        return JsonTrees.object().set("ContinuousBackupsDescription", description);
    }

    private TableDefinition require(ObjectNode request) {
        var name = TableContext.tableName(request);
        return Optional.ofNullable(context.tables().find(name))
                .orElseThrow(() -> new AwsException(400, "TableNotFoundException", "Table not found: " + name));
    }
}
