package dev.evenstep.dynamodb.control;

import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills the index that was added to a table, in parts; until it is full the table is being updated. */
record Backfill(TableContext context) {

    /** The table with the status that it has meanwhile. Within a write. */
    TableDefinition begin(TableDefinition table, Index index) {
        Set<String> building = Set.of(index.name());
        byte[] last = context.database().build(table, index, null);
        if (last == null) {
            return table.with(context.status(Status.UPDATING, building));
        }
        goOn(table.name(), index, last);
        return table.with(new Status(Status.UPDATING, Instant.MAX, building));
    }

    /** Goes on where a process ended that had begun. */
    void resume(TableDefinition table) {
        if (table.status().until().equals(Instant.MAX)) {
            table.status().building().stream()
                    .flatMap(name -> table.index(name).stream())
                    .forEach(index -> goOn(table.name(), index, null));
        }
    }

    private void goOn(String table, Index index, byte @Nullable [] after) {
        context.time().at(context.now(), () -> {
            byte[] last = after;
            do {
                byte[] from = last;
                last = context.database().write(() -> part(context.require(table), index, from));
            } while (last != null);
        });
    }

    private byte @Nullable [] part(TableDefinition table, Index index, byte @Nullable [] from) {
        byte[] last = context.database().build(table, index, from);
        if (last == null) {
            context.tables().put(table.with(context.status(Status.UPDATING, Set.of(index.name()))));
        }
        return last;
    }
}
