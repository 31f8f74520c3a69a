package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.expiry.Expiry;
import dev.evenstep.dynamodb.stream.Streams;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The operations on tables as a whole. */
public final class ControlOperations {

    private static final int MOST_LISTED = 100;

    private final Context context;

    public ControlOperations(
            Tables tables,
            Database database,
            Streams streams,
            Expiry expiry,
            TimeSource time,
            Account account,
            TableOptions options) {
        this.context = new Context(tables, database, streams, expiry, time, account, options);
        for (TableDefinition table : tables.all()) {
            if (table.status().state().equals(Status.DELETING)) {
                removeLater(table);
            }
        }
    }

    /** By name: request in, answer out. */
    public Map<String, UnaryOperator<ObjectNode>> byName() {
        var tags = new Tags(context);
        var timeToLive = new TimeToLive(context);
        var account = new AccountOperations(context);
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
                Map.entry("DescribeContinuousBackups", account::describeBackups),
                Map.entry("UpdateContinuousBackups", account::updateBackups),
                Map.entry("DescribeLimits", request -> AccountOperations.limits()),
                Map.entry("DescribeEndpoints", request -> account.endpoints()));
    }

    private ObjectNode describe(ObjectNode request) {
        var table = context.require(Constraints.tableName(request, 1, 1024));
        return TableJson.answer("Table", context.json().described(table, context.now()));
    }

    private ObjectNode delete(ObjectNode request) {
        var name = Constraints.tableName(request, 1, 1024);
        return context.write(() -> {
            var table = context.requireActive(name);
            if (table.settings().deletionProtection()) {
                throw Errors.invalid("Resource cannot be deleted as it is currently protected against deletion. "
                        + "Disable deletion protection first.");
            }
            var stream = table.stream();
            if (stream != null) {
                context.streams().close(stream);
            }
            Instant until = context.now().plus(context.options().delay());
            var deleting = table.with(new Status(Status.DELETING, until));
            var answer = TableJson.answer("TableDescription", context.json().described(deleting, Instant.MIN));
            if (context.options().delay().isZero()) {
                context.remove(table);
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
                            context.remove(table);
                            return true;
                        }));
    }

    private ObjectNode list(ObjectNode request) {
        var constraints = new Constraints();
        var after = Constraints.text(request, "ExclusiveStartTableName");
        after.ifPresent(name -> {
            constraints.length(name, name.length(), "exclusiveStartTableName", 3, 255);
            constraints.name(name, "exclusiveStartTableName");
        });
        if (request.hasNonNull("Limit")) {
            constraints.number(request.path("Limit"), "limit", 1, MOST_LISTED);
        }
        constraints.check();
        int limit = request.path("Limit").asInt(MOST_LISTED);
        List<String> names = context.tables().all().stream()
                .map(TableDefinition::name)
                .filter(name -> after.isEmpty() || name.compareTo(after.get()) > 0)
                .toList();
        var answer = Json.object();
        var list = answer.putArray("TableNames");
        names.stream().limit(limit).forEach(list::add);
        if (names.size() > limit) {
            answer.put("LastEvaluatedTableName", names.get(limit - 1));
        }
        return answer;
    }
}
