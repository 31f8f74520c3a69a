package dev.evenstep.dynamodb.table;

import dev.evenstep.engine.protocol.AwsException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The tables that there are. Changes happen within a write of the storage. */
public final class Tables {

    private final ConcurrentMap<String, TableDefinition> byName = new ConcurrentHashMap<>();

    public @Nullable TableDefinition find(String name) {
        return byName.get(name);
    }

    /** @throws AwsException {@code ResourceNotFoundException} */
    public TableDefinition require(String name) {
        var table = find(name);
        if (table == null) {
            throw new AwsException(400, "ResourceNotFoundException", "Requested resource not found");
        }
        return table;
    }

    /** Makes a table, or changes the one of the same name. */
    public void put(TableDefinition table) {
        byName.put(table.name(), table);
    }

    public void remove(String name) {
        byName.remove(name);
    }
}
