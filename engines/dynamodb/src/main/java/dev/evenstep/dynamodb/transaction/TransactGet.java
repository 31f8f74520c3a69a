package dev.evenstep.dynamodb.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.capacity.Consumed;
import dev.evenstep.dynamodb.capacity.Units;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.data.KeyRules;
import dev.evenstep.dynamodb.data.PrimaryKey;
import dev.evenstep.dynamodb.expression.Clauses;
import dev.evenstep.dynamodb.expression.ExpressionRequest;
import dev.evenstep.dynamodb.expression.ProjectedPaths;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.BilledSize;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads items as they are together at one moment. */
public record TransactGet(Tables tables, Database database) {

    private record Get(
            String table, TableItem key, @Nullable ProjectedPaths projection) {}

    private record Found(Get get, TableDefinition table, PrimaryKey key) {}

    public ObjectNode on(ObjectNode request) {
        Actions.check(request);
        List<Get> gets = new ArrayList<>();
        for (JsonNode action : Shape.list(request, "TransactItems")) {
            ObjectNode get = Shape.structure(action, "Get");
            if (get == null) {
                throw Invalid.request("TransactItems can only contain Get");
            }
            Clauses.check(
                    ExpressionRequest.GET, get, Constraints.of(get).table().required("Key"));
            var projection = Clauses.of(ExpressionRequest.GET, get).projection();
            gets.add(new Get(get.path("TableName").asText(), ValueJson.readItem(get.path("Key")), projection));
        }
        List<Found> found = find(gets);
        List<Optional<TableItem>> items = database.readTogether(() -> found.stream()
                .map(one -> Optional.ofNullable(database.get(one.table(), one.key())))
                .toList());
        return answer(found, items, CapacityDetail.of(request));
    }

    private List<Found> find(List<Get> gets) {
        var actions = new Actions();
        var cancellation = new Cancellation();
        List<Found> found = new ArrayList<>();
        for (Get get : gets) {
            var table = tables.require(get.table());
            var key = cancellation.valid(() -> KeyRules.key(table.keys(), get.key()));
            if (key != null) {
                cancellation.none();
                actions.add(table, key);
                found.add(new Found(get, table, key));
            }
        }
        cancellation.check();
        return found;
    }

    private static ObjectNode answer(List<Found> found, List<Optional<TableItem>> items, CapacityDetail detail) {
        var answer = JsonTrees.object();
        var responses = answer.putArray("Responses");
        var actions = new Actions();
        Map<String, Consumed> consumed = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            var one = found.get(i);
            var item = items.get(i).orElse(null);
            int size = item == null ? 0 : BilledSize.of(item);
            actions.count(size);
            consumed.computeIfAbsent(one.table().name(), name -> new Consumed(one.table()))
                    .read(null, 2 * Units.read(size, true));
            var response = responses.addObject();
            if (item != null) {
                var projection = one.get().projection();
                response.set("Item", ValueJson.write(projection == null ? item : projection.of(item)));
            }
        }
        if (detail != CapacityDetail.NONE) {
            consumed.values()
                    .forEach(one -> answer.withArrayProperty("ConsumedCapacity").add(one.json(detail)));
        }
        return answer;
    }
}
