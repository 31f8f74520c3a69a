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
        return Map.of();
    }
}
