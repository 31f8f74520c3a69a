package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.capacity.Consumed;
import dev.evenstep.dynamodb.capacity.Units;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.data.ItemKey;
import dev.evenstep.dynamodb.data.KeyRules;
import dev.evenstep.dynamodb.expression.Operation;
import dev.evenstep.dynamodb.expression.Projection;
import dev.evenstep.dynamodb.legacy.Clauses;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.ItemSize;
import dev.evenstep.dynamodb.value.Values;
import dev.evenstep.engine.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BatchGetItem: at most 100 items and 16 MB an answer; the keys of what is more go back. */
record BatchReads(Tables tables, Database database) {

    private static final int MOST = 100;
    private static final long LARGEST = 16L * 1024 * 1024;

    private record Asked(
            String table,
            ObjectNode parameters,
            Set<Item> keys,
            @Nullable Projection projection,
            boolean consistent) {}

    private record Found(Asked asked, TableDefinition table, List<ItemKey> keys) {}

    ObjectNode get(ObjectNode request) {
        ObjectNode items = BatchItems.of(request, "BatchGetItem");
        Constraints.of(request).consumedCapacity().check();
        List<Asked> asked = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, JsonNode> entry : items.properties()) {
            Asked one = asked(entry.getKey(), Shape.structure(entry.getValue()));
            count += one.keys().size();
            if (count > MOST) {
                throw Invalid.request("Too many items requested for the BatchGetItem call");
            }
            asked.add(one);
        }
        return read(request, asked.stream().map(this::find).toList());
    }

    private static Asked asked(String table, ObjectNode parameters) {
        Set<Item> keys = new LinkedHashSet<>();
        int size = parameters.path("Keys").size();
        Constraints.of(parameters, "requestItems.%s.member.".formatted(table))
                .required("Keys")
                .unless(
                        size <= MOST,
                        ("Value at 'RequestItems.%s.member.Keys' failed to satisfy constraint: "
                                        + "Member must have length less than or equal to 100")
                                .formatted(table))
                .unless(
                        size > 0 || !parameters.path("Keys").isArray(),
                        ("Value '[]' at 'requestItems.%s.member.keys' failed to satisfy constraint: "
                                        + "Member must have length greater than or equal to 1")
                                .formatted(table))
                .check();
        for (JsonNode key : Shape.list(parameters, "Keys")) {
            if (!keys.add(Values.readItem(key))) {
                throw Invalid.request("Provided list of item keys contains duplicates");
            }
        }
        var projection = Clauses.of(Operation.GET, parameters).projection();
        return new Asked(table, parameters, keys, projection, Shape.flag(parameters, "ConsistentRead", false));
    }

    private Found find(Asked asked) {
        var table = tables.require(asked.table());
        return new Found(
                asked,
                table,
                asked.keys().stream()
                        .map(key -> KeyRules.key(table.keys(), key))
                        .toList());
    }

    private ObjectNode read(ObjectNode request, List<Found> all) {
        var answer = Json.object();
        var responses = answer.putObject("Responses");
        var unprocessed = answer.putObject("UnprocessedKeys");
        var detail = CapacityDetail.of(request);
        long size = 0;
        for (Found found : all) {
            var consumed = new Consumed(found.table());
            var response = responses.putArray(found.asked().table());
            for (ItemKey key : found.keys()) {
                Item item = database.get(found.table(), key);
                int bytes = item == null ? 0 : ItemSize.of(item);
                size += bytes;
                if (size > LARGEST) { // and so it stays for those that follow
                    sendBack(unprocessed, found.asked(), key);
                } else {
                    consumed.read(null, Units.read(bytes, found.asked().consistent()));
                    add(response, item, found.asked().projection());
                }
            }
            if (detail != CapacityDetail.NONE) {
                answer.withArrayProperty("ConsumedCapacity").add(consumed.json(detail));
            }
        }
        return answer;
    }

    private static void add(ArrayNode response, @Nullable Item item, @Nullable Projection projection) {
        if (item != null) {
            response.add(Values.write(projection == null ? item : projection.of(item)));
        }
    }

    private static void sendBack(ObjectNode unprocessed, Asked asked, ItemKey key) {
        if (!unprocessed.has(asked.table())) {
            ObjectNode again = asked.parameters().deepCopy();
            again.putArray("Keys");
            unprocessed.set(asked.table(), again);
        }
        unprocessed.withObjectProperty(asked.table()).withArrayProperty("Keys").add(Values.write(key.attributes()));
    }
}
