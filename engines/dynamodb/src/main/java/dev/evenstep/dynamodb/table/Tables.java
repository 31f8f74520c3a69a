package dev.evenstep.dynamodb.table;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.storage.JsonCodec;
import dev.evenstep.engine.storage.OrderedMap;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables that there are, by name. Safe for concurrent use. */
public final class Tables {

    /** Bytes, about: few of them, which change seldom. */
    private static final int WEIGHT = 2048;

    private final OrderedMap<TableDefinition> definitions;
    private final Storage storage;
    private final TimeSource time;

    public Tables(Storage storage, TimeSource time) {
        this.definitions =
                storage.map("tables", new JsonCodec<>(TableDefinition::json, TableDefinition::of, table -> WEIGHT));
        this.storage = storage;
        this.time = time;
    }

    /**
     * The table that items are read from or written to.
     *
     * @param nameOrArn of the table
     * @throws AwsException {@code ResourceNotFoundException} where there is none, or not yet
     */
    public TableDefinition require(String nameOrArn) {
        var table = find(nameOrArn);
        if (table == null || !usable(table)) {
            throw new AwsException(400, "ResourceNotFoundException", "Requested resource not found");
        }
        return table;
    }

    /** @throws AwsException {@code ValidationException} while an index is being filled */
    public void requireBuilt(TableDefinition table, Index index) {
        if (table.status().isBuilding(index, time.now())) {
            throw new AwsException(
                    400, "ValidationException", "Cannot read from backfilling global secondary index: " + index.name());
        }
    }

    /** Whatever its status; null where there is none. */
    public @Nullable TableDefinition find(String nameOrArn) {
        return definitions.get(key(name(nameOrArn)));
    }

    /** Of all tables, in the order of their names. */
    public List<TableDefinition> all() {
        return storage.read(() -> {
            List<TableDefinition> all = new ArrayList<>();
            definitions.ascending(null).forEachRemaining(entry -> all.add(entry.getValue()));
            return all;
        });
    }

    /** The name in a table's ARN, or what was given where it is none. */
    public static String name(String nameOrArn) {
        int at = nameOrArn.indexOf(":table/");
        return nameOrArn.startsWith("arn:") && at > 0 ? nameOrArn.substring(at + ":table/".length()) : nameOrArn;
    }

    /** Makes a table, or changes the one of that name. Within {@code Storage.write}. */
    public void put(TableDefinition table) {
        definitions.put(key(table.name()), table);
    }

    /** Within {@code Storage.write}. */
    public void remove(String name) {
        definitions.remove(key(name));
    }

    private boolean usable(TableDefinition table) {
        return switch (table.status().at(time.now())) {
            case Status.CREATING, Status.DELETING -> false;
            default -> true;
        };
    }

    private static byte[] key(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
