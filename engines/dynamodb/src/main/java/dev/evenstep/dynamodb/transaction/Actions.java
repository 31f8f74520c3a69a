package dev.evenstep.dynamodb.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.PrimaryKey;
import dev.evenstep.dynamodb.request.Constraints;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The actions of a transaction: at most 100, no two of them on one item, and 4 MB at most (API reference). */
final class Actions {

    private static final int MOST = 100;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final Set<Map.Entry<String, TableItem>> items = new HashSet<>();
    private long bytes;

    static void check(ObjectNode request) {
        JsonNode actions = request.path("TransactItems");
        var constraints = Constraints.of(request)
                .required("TransactItems")
                .consumedCapacity()
                .itemCollectionMetrics();
        if (actions.isArray() && (actions.isEmpty() || actions.size() > MOST)) {
            constraints.length("TransactItems", actions.toString(), actions.size(), 1, MOST);
        }
        if (request.hasNonNull("ClientRequestToken")) {
            constraints.text("ClientRequestToken", 1, 36);
        }
        constraints.check();
    }

    void add(TableDefinition table, PrimaryKey key) {
        if (!items.add(Map.entry(table.name(), key.attributes()))) {
            throw Invalid.request("Transaction request cannot include multiple operations on one item");
        }
    }

    void count(long more) {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw Invalid.request("The aggregate size of the items in the transaction exceeds 4 MB");
        }
    }
}
