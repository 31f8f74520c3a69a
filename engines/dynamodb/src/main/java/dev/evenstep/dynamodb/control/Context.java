package dev.evenstep.dynamodb.control;

import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.expiry.Expiry;
import dev.evenstep.dynamodb.stream.Streams;
import dev.evenstep.dynamodb.table.Status;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.time.TimeSource;
import java.time.Instant;
import java.util.function.Supplier;

/** What the operations on tables work with. */
record Context(
        Tables tables,
        Database database,
        Streams streams,
        Expiry expiry,
        TimeSource time,
        Account account,
        TableOptions options) {

    Instant now() {
        return time.now();
    }

    <T> T write(Supplier<T> work) {
        return database.write(work);
    }

    TableJson json() {
        return new TableJson(database);
    }

    TableDefinition require(String nameOrArn) {
        var table = tables.find(nameOrArn);
        if (table == null) {
            throw Errors.noTable(nameOrArn);
        }
        return table;
    }

    /** A table that nothing is being done to. */
    TableDefinition requireActive(String nameOrArn) {
        var table = require(nameOrArn);
        var status = table.status().at(now());
        if (!status.equals(Status.ACTIVE)) {
            var what = switch (status) {
                case Status.CREATING -> "created";
                case Status.DELETING -> "deleted";
                default -> "updated";
            };
            throw Errors.inUse("Table is being %s: %s".formatted(what, table.name()));
        }
        return table;
    }

    /** Within {@link #write}: the table, its items and its stream are gone. */
    void remove(TableDefinition table) {
        database.drop(table);
        expiry.stop(table);
        tables.remove(table.name());
    }
}
