package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.TableSettings;
import dev.evenstep.engine.protocol.Json;
import java.time.Duration;
import java.time.Instant;

/** By which attribute a table's items expire. */
record TimeToLive(Context context) {

    /** One change an hour (API reference of UpdateTimeToLive). */
    private static final Duration PAUSE = Duration.ofHours(1);

    ObjectNode update(ObjectNode request) {
        var name = Constraints.tableName(request, 1, 1024);
        JsonNode wanted = request.path("TimeToLiveSpecification");
        var constraints = new Constraints();
        if (constraints.required(wanted, "timeToLiveSpecification")) {
            constraints.required(wanted.path("Enabled"), "timeToLiveSpecification.enabled");
            constraints.text(wanted, "AttributeName", "timeToLiveSpecification.attributeName", 1, 255);
        }
        constraints.check();
        boolean enabled = Constraints.flag(wanted, "Enabled").orElse(false);
        var attribute = wanted.path("AttributeName").asText();
        return context.write(() -> {
            var table = context.requireActive(name);
            Instant now = context.now();
            check(table, enabled, attribute, now);
            var changed = table.withTimeToLive(enabled ? attribute : null).with(changed(table.settings(), now));
            if (enabled) {
                context.expiry().start(changed);
            } else {
                context.expiry().stop(table);
            }
            context.tables().put(changed);
            return TableJson.answer(
                    "TimeToLiveSpecification",
                    Json.object().put("Enabled", enabled).put("AttributeName", attribute));
        });
    }

    private static void check(TableDefinition table, boolean enabled, String attribute, Instant now) {
        var current = table.timeToLive();
        if (enabled && current != null) {
            throw Errors.invalid(
                    current.equals(attribute)
                            ? "TimeToLive is already enabled"
                            : "TimeToLive is active on a different AttributeName: current AttributeName is " + current);
        }
        if (!enabled && current == null) {
            throw Errors.invalid("TimeToLive is already disabled");
        }
        Instant changed = table.settings().timeToLiveChanged();
        if (changed != null && now.isBefore(changed.plus(PAUSE))) {
            throw Errors.invalid("Time to live has been modified multiple times within a fixed interval");
        }
    }

    private static TableSettings changed(TableSettings is, Instant now) {
        return new TableSettings(
                is.throughput(),
                is.onDemandSince(),
                is.deletionProtection(),
                is.tableClass(),
                is.encrypted(),
                is.recoverable(),
                now,
                is.tags());
    }

    ObjectNode describe(ObjectNode request) {
        var table = context.require(Constraints.tableName(request, 1, 1024));
        var description = Json.object().put("TimeToLiveStatus", table.timeToLive() == null ? "DISABLED" : "ENABLED");
        if (table.timeToLive() != null) {
            description.put("AttributeName", table.timeToLive());
        }
        return TableJson.answer("TimeToLiveDescription", description);
    }
}
