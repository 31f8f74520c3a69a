package dev.evenstep.dynamodb.data;

import dev.evenstep.dynamodb.table.TableDefinition;

/** Who keeps what became of items: the streams. */
public interface ChangeLog {

    /** Called within the write of the change, in order, for tables with and without a stream; not for {@link Change#isNone}. */
    void append(TableDefinition table, Change change);
}
