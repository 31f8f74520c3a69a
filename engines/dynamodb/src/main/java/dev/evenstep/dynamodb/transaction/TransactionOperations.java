package dev.evenstep.dynamodb.transaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The operations TransactWriteItems and TransactGetItems. */
public final class TransactionOperations {

    private final TransactWrite writes;
    private final TransactGet gets;

    public TransactionOperations(Tables tables, Database database, Storage storage, TimeSource time) {
        this.writes = new TransactWrite(tables, database, new Tokens(storage, time));
        this.gets = new TransactGet(tables, database);
    }

    /** By name: request in, answer out. */
    public Map<String, UnaryOperator<ObjectNode>> byName() {
        return Map.of("TransactWriteItems", writes::on, "TransactGetItems", gets::on);
    }
}
