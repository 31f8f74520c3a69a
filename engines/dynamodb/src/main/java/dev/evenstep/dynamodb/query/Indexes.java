package dev.evenstep.dynamodb.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import org.jspecify.annotations.Nullable;

/** {@code IndexName}. */
final class Indexes {

    private Indexes() {}

    /** Null where the request names none. */
    static @Nullable Index find(TableDefinition table, ObjectNode request, boolean consistent) {
        String name = Shape.text(request, "IndexName");
        if (name == null) {
            return null;
        }
        Index index = table.index(name)
                .orElseThrow(() -> Invalid.request("The table does not have the specified index: " + name));
        if (consistent && index.global()) {
            throw Invalid.request("Consistent reads are not supported on global secondary indexes");
        }
        return index;
    }
}
