package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The operations on tables as a whole. */
public final class ControlOperations {

    private static final int MOST_LISTED = 100;

    private final TableContext context;

    public ControlOperations(TableContext context) {
        this.context = context;
        for (TableDefinition table : context.tables().all()) {
            context.database().open(table);
            new Backfill(context).resume(table);
            if (table.status().state().equals(Status.DELETING)) {
                removeLater(table);
            }
        }
    }

    /** By name: request in, answer out. */
    public Map<String, UnaryOperator<ObjectNode>> byName() {
        var tags = new Tags(context);
        var timeToLive = new TimeToLive(context);
        var backups = new Backups(context);
        return Map.ofEntries(
                Map.entry("CreateTable", new CreateTable(context)::on),
                Map.entry("UpdateTable", new UpdateTable(context)::on),
                Map.entry("DescribeTable", this::describe),
                Map.entry("DeleteTable", this::delete),
                Map.entry("ListTables", this::list),
                Map.entry("TagResource", tags::tag),
                Map.entry("UntagResource", tags::untag),
                Map.entry("ListTagsOfResource", tags::list),
                Map.entry("UpdateTimeToLive", timeToLive::update),
                Map.entry("DescribeTimeToLive", timeToLive::describe),
                Map.entry("DescribeContinuousBackups", backups::describe),
                Map.entry("UpdateContinuousBackups", backups::update),
                Map.entry("DescribeLimits", request -> limits()),
                Map.entry("DescribeEndpoints", request -> endpoints()));
    }

    private ObjectNode describe(ObjectNode request) {
        var table = context.require(TableContext.tableName(request));
        return new Description(context.database()).answer("Table", table, context.now());
    }

    private ObjectNode delete(ObjectNode request) {
        var name = TableContext.tableName(request);
        return context.write(() -> {
            var table = context.requireActive(name);
            if (table.json().path("Table").path("DeletionProtectionEnabled").asBoolean()) {
                throw Invalid.request("Resource cannot be deleted as it is currently protected against deletion. "
                        + "Disable deletion protection first.");
            }
            context.streams().close(table);
            var deleting = table.with(context.status(Status.DELETING, Set.of()));
            var answer = new Description(context.database()).answer("TableDescription", deleting, Instant.MIN);
            if (context.delay().isZero()) {
                remove(table);
            } else {
                context.tables().put(deleting);
                removeLater(deleting);
            }
            return answer;
        });
    }

    private void removeLater(TableDefinition table) {
        context.time()
                .at(
                        table.status().until(),
                        () -> context.<Boolean>write(() -> {
                            remove(table);
                            return true;
                        }));
    }

    private void remove(TableDefinition table) {
        context.database().drop(table);
        context.expiry().stop(table);
        context.tables().remove(table.name());
    }

    private ObjectNode list(ObjectNode request) {
        Constraints.of(request)
                .name("ExclusiveStartTableName")
                .between("Limit", 1, MOST_LISTED)
                .check();
        int limit = request.path("Limit").asInt(MOST_LISTED);
        var after = request.path("ExclusiveStartTableName").asText();
        List<String> names = context.tables().all().stream()
                .map(TableDefinition::name)
                .filter(name -> name.compareTo(after) > 0)
                .toList();
        var answer = JsonTrees.object();
        names.stream().limit(limit).forEach(answer.putArray("TableNames")::add);
        if (names.size() > limit) {
            answer.put("LastEvaluatedTableName", names.get(limit - 1));
        }
        return answer;
    }

    private static ObjectNode limits() {
        return JsonTrees.object()
                .put("AccountMaxReadCapacityUnits", 80_000)
                .put("AccountMaxWriteCapacityUnits", 80_000)
                .put("TableMaxReadCapacityUnits", 40_000)
                .put("TableMaxWriteCapacityUnits", 40_000);
    }

    private ObjectNode endpoints() {
        var answer = JsonTrees.object();
        answer.putArray("Endpoints")
                .addObject()
                .put(
                        "Address",
                        "dynamodb.%s.amazonaws.com".formatted(context.account().region()))
                .put("CachePeriodInMinutes", 1440);
        return answer;
    }
}
