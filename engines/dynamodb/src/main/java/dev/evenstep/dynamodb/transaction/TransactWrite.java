package dev.evenstep.dynamodb.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.expression.Clauses;
import dev.evenstep.dynamodb.expression.ExpressionRequest;
import dev.evenstep.dynamodb.item.Done;
import dev.evenstep.dynamodb.item.PlannedWrite;
import dev.evenstep.dynamodb.item.WriteRequest;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.BilledSize;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes and checks items, all of them or none. */
public record TransactWrite(Tables tables, Database database, Tokens tokens) {

    private static final List<String> KINDS = List.of("ConditionCheck", "Put", "Delete", "Update");

    /** An action on its item, and what it comes to. */
    private record Planned(PlannedWrite write, PlannedWrite.Permitted decision) {}

    public ObjectNode on(ObjectNode request) {
        Actions.check(request);
        List<WriteRequest> requests = new ArrayList<>();
        for (JsonNode action : Shape.list(request, "TransactItems")) {
            requests.add(parse(action, "transactItems.%d.member.".formatted(requests.size() + 1)));
        }
        var token = Shape.text(request, "ClientRequestToken");
        var digest = token == null ? "" : Tokens.digest(request);
        List<Done> done = database.write(() -> {
            if (token != null && tokens.isKnown(token, digest)) {
                return List.of();
            }
            List<Planned> planned = plan(requests);
            if (token != null) {
                tokens.add(token, digest);
            }
            return planned.stream().map(this::apply).toList();
        });
        var answer = JsonTrees.object();
        Done.tell(done, 2, request, answer);
        return answer;
    }

    private static WriteRequest parse(JsonNode action, String path) {
        var kinds = KINDS.stream().filter(action::hasNonNull).toList();
        if (kinds.size() != 1) {
            throw Invalid.request("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        var kind = kinds.getFirst();
        ObjectNode one = Objects.requireNonNull(Shape.structure(action, kind));
        var own = path + Character.toLowerCase(kind.charAt(0)) + kind.substring(1) + ".";
        var constraints = Constraints.of(one, own)
                .table()
                .required(kind.equals("Put") ? "Item" : "Key")
                .oneOf("ReturnValuesOnConditionCheckFailure", "ALL_OLD", "NONE");
        if (kind.equals("ConditionCheck")) {
            constraints.required("ConditionExpression");
        } else if (kind.equals("Update")) {
            constraints.required("UpdateExpression");
        }
        var operation = switch (kind) {
            case "Put" -> ExpressionRequest.PUT;
            case "Update" -> ExpressionRequest.UPDATE;
            default -> ExpressionRequest.DELETE;
        };
        Clauses.check(operation, one, constraints);
        return switch (kind) {
            case "Put" -> WriteRequest.put(one);
            case "Delete" -> WriteRequest.delete(one);
            case "Update" -> WriteRequest.update(one);
            default -> WriteRequest.check(one);
        };
    }

    private List<Planned> plan(List<WriteRequest> requests) {
        var actions = new Actions();
        var cancellation = new Cancellation();
        List<Planned> planned = new ArrayList<>();
        for (WriteRequest request : requests) {
            var table = tables.require(request.table());
            var write = cancellation.valid(() -> request.on(table));
            if (write != null) {
                actions.add(table, write.key());
                var decision = cancellation.valid(() -> write.decide(database.get(table, write.key())));
                switch (decision) {
                    case null -> {
                        // its reason is told
                    }
                    case PlannedWrite.ConditionFailed refused ->
                        cancellation.conditionFailed(request.tellsOld() ? refused.before() : null);
                    case PlannedWrite.Permitted accepted -> {
                        cancellation.none();
                        actions.count(size(accepted));
                        planned.add(new Planned(write, accepted));
                    }
                }
            }
        }
        cancellation.check();
        return planned;
    }

    private static long size(PlannedWrite.Permitted accepted) {
        TableItem item = accepted.after() == null ? accepted.before() : accepted.after();
        return item == null ? 0 : BilledSize.of(item);
    }

    /** A check changes nothing: the item before is the one after. */
    private Done apply(Planned one) {
        var table = one.write().table();
        var decision = one.decision();
        return new Done(
                table,
                database.apply(table, one.write().key(), decision.before(), decision.after(), Change.Cause.CALL));
    }
}
