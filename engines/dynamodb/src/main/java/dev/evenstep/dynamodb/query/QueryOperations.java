package dev.evenstep.dynamodb.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.table.Tables;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The operations that read many items. */
public record QueryOperations(Tables tables, Database database) {

    /** By name: request in, answer out. */
    public Map<String, UnaryOperator<ObjectNode>> byName() {
        return Map.of(
                "Query", new Query(tables, database)::on,
                "Scan", new Scan(tables, database)::on);
    }
}
