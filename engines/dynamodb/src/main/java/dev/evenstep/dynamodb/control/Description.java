package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.Instant;

/** A table as the API describes it. */
record Description(Database database) {

    /**
     * @param member what it is called in the answer
     * @param now by which statuses are told; {@link Instant#MIN}: while what was asked for is being done
     */
    ObjectNode answer(String member, TableDefinition table, Instant now) {
        ObjectNode json = ((ObjectNode) table.json().path("Table")).deepCopy();
        json.put("TableStatus", table.status().at(now))
                .put("TableSizeBytes", database.size(table, null))
                .put("ItemCount", database.count(table, null));
        json.path("LocalSecondaryIndexes").forEach(index -> size(table, index));
        json.path("GlobalSecondaryIndexes").forEach(index -> {
            size(table, index);
            status((ObjectNode) index, table, now);
        });
        return JsonTrees.object().set(member, json);
    }

    private void size(TableDefinition table, JsonNode json) {
        Index index = table.index(json.path("IndexName").asText()).orElseThrow();
        ((ObjectNode) json)
                .put("IndexSizeBytes", database.size(table, index))
                .put("ItemCount", database.count(table, index))
                .put("IndexArn", table.arn() + "/index/" + index.name());
    }

    private static void status(ObjectNode json, TableDefinition table, Instant now) {
        Status status = table.status();
        Index index = table.index(json.path("IndexName").asText()).orElseThrow();
        boolean building = status.isBuilding(index, now);
        json.put("IndexStatus", building ? Status.CREATING : Status.ACTIVE);
        if (building && status.state().equals(Status.UPDATING)) {
            json.put("Backfilling", true);
        }
    }
}
