package dev.evenstep.dynamodb.capacity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.data.IndexEntry;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one request consumes of one table and its indexes. */
public final class Consumed {

    private final TableDefinition table;
    private final TreeMap<String, Double> ofIndexes = new TreeMap<>();
    private double ofTable;

    public Consumed(TableDefinition table) {
        this.table = table;
    }

    /** Adds a read, of the table where the index is null. */
    public Consumed read(@Nullable Index index, double units) {
        if (index == null) {
            ofTable += units;
        } else {
            ofIndexes.merge(index.name(), units, Double::sum);
        }
        return this;
    }

    /**
     * Adds a write, and those of the indexes that it touches: one where an entry comes, goes or changes in place, two
     * where its key changes.
     *
     * @param factor 2 in transactions, else 1
     */
    public Consumed write(Change change, int factor) {
        ofTable += factor * Units.write(change.before(), change.after());
        for (Index index : table.indexes()) {
            double units = factor
                    * write(
                            index,
                            IndexEntry.of(table, index, change.before()),
                            IndexEntry.of(table, index, change.after()));
            if (units > 0) {
                ofIndexes.merge(index.name(), units, Double::sum);
            }
        }
        return this;
    }

    private static double write(Index index, @Nullable TableItem was, @Nullable TableItem is) {
        if (Objects.equals(was, is)) {
            return 0;
        }
        return was == null || is == null || isSameKey(index, was, is)
                ? Units.write(was, is)
                : Units.write(was, null) + Units.write(null, is);
    }

    private static boolean isSameKey(Index index, TableItem was, TableItem is) {
        return index.keys().attributes().stream()
                .allMatch(key -> Objects.equals(was.get(key.name()), is.get(key.name())));
    }

    /** A member of {@code ConsumedCapacity}. */
    public ObjectNode json(CapacityDetail detail) {
        double total = ofTable
                + ofIndexes.values().stream().mapToDouble(units -> units).sum();
        var json = JsonTrees.object().put("TableName", table.name()).put("CapacityUnits", total);
        if (detail == CapacityDetail.INDEXES) {
            json.putObject("Table").put("CapacityUnits", ofTable);
            ofIndexes.forEach((name, units) -> {
                boolean global = table.index(name).map(Index::global).orElse(true);
                json.withObjectProperty(global ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes")
                        .putObject(name)
                        .put("CapacityUnits", units);
            });
        }
        return json;
    }

    /** Adds {@code ConsumedCapacity} to an answer that has one table's, where the request asked for it. */
    public void addTo(ObjectNode answer, CapacityDetail detail) {
        if (detail != CapacityDetail.NONE) {
            answer.set("ConsumedCapacity", json(detail));
        }
    }
}
