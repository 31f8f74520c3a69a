package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.table.Tables;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The operations on items by their keys. */
public record ItemOperations(Tables tables, Database database) {

    /** By name: request in, answer out. */
    public Map<String, UnaryOperator<ObjectNode>> byName() {
        var reads = new SingleReads(tables, database);
        var writes = new SingleWrites(tables, database);
        return Map.of(
                "GetItem", reads::get,
                "PutItem", writes::put,
                "UpdateItem", writes::update,
                "DeleteItem", writes::delete,
                "BatchGetItem", new BatchReads(tables, database)::get,
                "BatchWriteItem", new BatchWrites(tables, database)::write);
    }
}
