package dev.evenstep.dynamodb.query;

import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.KeySchema;
import dev.evenstep.dynamodb.table.TableDefinition;
import org.jspecify.annotations.Nullable;

/** @param index null: the table itself is read */
record Source(TableDefinition table, @Nullable Index index) {

    KeySchema keys() {
        return index == null ? table.keys() : index.keys();
    }
}
