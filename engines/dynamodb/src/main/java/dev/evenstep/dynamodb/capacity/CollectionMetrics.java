package dev.evenstep.dynamodb.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.Objects;

/** Item collection metrics: of tables with a local index only. */
public final class CollectionMetrics {

    private CollectionMetrics() {}

    public static boolean wanted(JsonNode request, TableDefinition table) {
        return request.path("ReturnItemCollectionMetrics").asText().equals("SIZE")
                && table.indexes().stream().anyMatch(index -> !index.global());
    }

    /** The collection of a key. Its size is told as being within the first gigabyte. */
    public static ObjectNode of(TableDefinition table, TableItem key) {
        var name = table.keys().partition().name();
        var json = JsonTrees.object();
        json.putObject("ItemCollectionKey").set(name, ValueJson.write(Objects.requireNonNull(key.get(name))));
        json.putArray("SizeEstimateRangeGB").add(0.0).add(1.0);
        return json;
    }
}
