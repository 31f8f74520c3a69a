package dev.evenstep.local.template;

import dev.evenstep.local.stack.TableSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The keys of a table and of its indexes, read and checked as DynamoDB checks them when it creates the table. */
final class TableKeys {

    private final Properties table;
    private final TableSpec.Key primary;

    TableKeys(Properties table) {
        this.table = table;
        this.primary = key(table);
    }

    TableSpec.Key primary() {
        return primary;
    }

    static String checkedName(Properties table, String name) {
        if (!name.matches("[A-Za-z0-9_.-]{3,255}")) {
            table.problem(
                    "TableName", "is " + name + "; must be 3 to 255 letters, digits, underscores, hyphens and dots");
        }
        return name;
    }

    static List<TableSpec.Index> sorted(List<TableSpec.Index> indexes) {
        return indexes.stream()
                .sorted(Comparator.comparing(TableSpec.Index::name))
                .toList();
    }

    private static TableSpec.Key key(Properties owner) {
        var elements = owner.objects("KeySchema");
        if (elements.isEmpty() || elements.size() > 2) {
            owner.problem("KeySchema", "must name a HASH key and at most one RANGE key");
            return new TableSpec.Key("", null);
        }
        expect(elements.getFirst(), "HASH");
        var partition = elements.getFirst().demand("AttributeName");
        if (elements.size() == 1) {
            return new TableSpec.Key(partition, null);
        }
        expect(elements.get(1), "RANGE");
        return new TableSpec.Key(partition, elements.get(1).demand("AttributeName"));
    }

    private static void expect(Properties element, String type) {
        var found = element.demand("KeyType");
        if (element.has("KeyType") && !found.equals(type)) {
            element.problem("KeyType", "is " + found + "; the first key must be HASH, the second RANGE");
        }
    }

    List<TableSpec.Index> indexes(String property, boolean local, Range count) {
        List<TableSpec.Index> indexes = new ArrayList<>();
        var written = table.objects(property);
        if (!count.has(written.size())) {
            table.problem(property, "has " + written.size() + " indexes; must be " + count);
        }
        for (var index : written) {
            var key = key(index);
            if (local && !key.partition().equals(primary.partition())) {
                index.problem("KeySchema", "a local index has the table's own HASH key, " + primary.partition());
            }
            indexes.add(index(index, local, key));
        }
        return indexes;
    }

    private static TableSpec.Index index(Properties index, boolean local, TableSpec.Key key) {
        var projection = index.object("Projection");
        projection.demand("ProjectionType");
        var type = projection.choice("ProjectionType", "", List.of("ALL", "KEYS_ONLY", "INCLUDE"));
        var others = projection.texts("NonKeyAttributes").stream().sorted().toList();
        if (type.equals("INCLUDE") == others.isEmpty()) {
            projection.problem("NonKeyAttributes", "must be there for INCLUDE, and for nothing else");
        }
        return new TableSpec.Index(index.demand("IndexName"), local, key, type, others);
    }

    /** The key attributes' types; every key attribute has one, and nothing else. */
    Map<String, String> checkedTypes(List<TableSpec.Index> indexes) {
        Map<String, String> types = new HashMap<>();
        for (var attribute : table.objects("AttributeDefinitions")) {
            attribute.demand("AttributeType");
            types.put(attribute.demand("AttributeName"), attribute.choice("AttributeType", "", List.of("S", "N", "B")));
        }
        Set<String> used = new TreeSet<>();
        add(used, primary);
        indexes.forEach(index -> add(used, index.key()));
        used.remove("");
        if (!used.equals(types.keySet())) {
            table.problem(
                    "AttributeDefinitions",
                    "defines " + new TreeSet<>(types.keySet()) + "; must define the attributes of the keys, " + used
                            + ", and no others");
        }
        unique(indexes);
        return types;
    }

    private void unique(List<TableSpec.Index> indexes) {
        Set<String> names = new TreeSet<>();
        for (var index : indexes) {
            if (!names.add(index.name())) {
                table.problem("has two indexes named " + index.name());
            }
        }
    }

    private static void add(Set<String> names, TableSpec.Key key) {
        names.add(key.partition());
        if (key.sort() != null) {
            names.add(key.sort());
        }
    }
}
