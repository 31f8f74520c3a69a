package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.Duration;
import java.time.Instant;

/** By which attribute a table's items expire. */
record TimeToLive(TableContext context) {

    /** One change an hour (API reference of UpdateTimeToLive). */
    private static final Duration PAUSE = Duration.ofHours(1);

    private static final String PART = "TimeToLive";
    private static final String SPECIFICATION = "TimeToLiveSpecification";

    ObjectNode update(ObjectNode request) {
        Constraints.of(request)
                .table()
                .required(SPECIFICATION)
                .structure(SPECIFICATION, own -> own.required("Enabled").text("AttributeName", 1, 255))
                .check();
        var wanted = request.path(SPECIFICATION);
        boolean enabled = Shape.flag(wanted, "Enabled", false);
        var attribute = wanted.path("AttributeName").asText();
        return context.write(() -> {
            var table = context.requireActive(request.path("TableName").asText());
            check(table, enabled, attribute);
            var changed = table.with(json -> {
                var told = json.putObject(PART).put("Changed", context.now().toString());
                if (enabled) {
                    told.put("AttributeName", attribute);
                }
            });
            if (enabled) {
                context.expiry().start(changed);
            } else {
                context.expiry().stop(table);
            }
            context.tables().put(changed);
            var specification = JsonTrees.object().put("Enabled", enabled).put("AttributeName", attribute);
            return JsonTrees.object().set(SPECIFICATION, specification);
        });
    }

    private void check(TableDefinition table, boolean enabled, String attribute) {
        var current = table.timeToLive();
        if (enabled && current != null) {
            throw Invalid.request(
                    current.equals(attribute)
                            ? "TimeToLive is already enabled"
                            : "TimeToLive is active on a different AttributeName: current AttributeName is " + current);
        }
        if (!enabled && current == null) {
            throw Invalid.request("TimeToLive is already disabled");
        }
        var changed = table.json().path(PART).path("Changed").textValue();
        if (changed != null && context.now().isBefore(Instant.parse(changed).plus(PAUSE))) {
            throw Invalid.request("Time to live has been modified multiple times within a fixed interval");
        }
    }

    ObjectNode describe(ObjectNode request) {
        var attribute = context.require(TableContext.tableName(request)).timeToLive();
        var description = JsonTrees.object().put("TimeToLiveStatus", attribute == null ? "DISABLED" : "ENABLED");
        if (attribute != null) {
            description.put("AttributeName", attribute);
        }
        return JsonTrees.object().set("TimeToLiveDescription", description);
    }
}
