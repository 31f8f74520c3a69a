package dev.evenstep.local.template;

import dev.evenstep.local.stack.TableSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static TableSpec.Key key(Properties owner) {
        var elements = owner.objects("KeySchema");
        if (elements.isEmpty() || elements.size() > 2) {
            owner.problem("KeySchema", "must name a HASH key and at most one RANGE key");
            return new TableSpec.Key("", null);
        }
        var partition = key(elements.getFirst(), "HASH");
        return new TableSpec.Key(partition, elements.size() == 1 ? null : key(elements.getLast(), "RANGE"));
    }

    private static String key(Properties element, String type) {
        var found = element.demand("KeyType");
        if (element.has("KeyType") && !found.equals(type)) {
            element.problem("KeyType", "is " + found + "; the first key must be HASH, the second RANGE");
        }
        return element.demand("AttributeName");
    }

    /** All indexes, by name. */
    List<TableSpec.SecondaryIndex> indexes() {
        Map<String, TableSpec.SecondaryIndex> indexes = new TreeMap<>();
        index("GlobalSecondaryIndexes", false, new Range(0, 20, " indexes"), indexes);
        index("LocalSecondaryIndexes", true, new Range(0, 5, " indexes"), indexes);
        return List.copyOf(indexes.values());
    }

    private void index(String property, boolean local, Range count, Map<String, TableSpec.SecondaryIndex> indexes) {
        var written = table.objects(property);
        if (!count.has(written.size())) {
            table.problem(property, "has " + written.size() + " indexes; must be " + count);
        }
        for (var index : written) {
            var key = key(index);
            if (local && !key.partition().equals(primary.partition())) {
                index.problem("KeySchema", "a local index has the table's own HASH key, " + primary.partition());
            }
            var spec = index(index, local, key);
            if (indexes.put(spec.name(), spec) != null) {
                table.problem("has two indexes named " + spec.name());
            }
        }
    }

    private static TableSpec.SecondaryIndex index(Properties index, boolean local, TableSpec.Key key) {
        var projection = index.object("Projection");
        projection.demand("ProjectionType");
        var type = projection.choice("ProjectionType", "", List.of("ALL", "KEYS_ONLY", "INCLUDE"));
        var others = projection.texts("NonKeyAttributes").stream().sorted().toList();
        if (type.equals("INCLUDE") == others.isEmpty()) {
            projection.problem("NonKeyAttributes", "must be there for INCLUDE, and for nothing else");
        }
        return new TableSpec.SecondaryIndex(index.demand("IndexName"), local, key, type, others);
    }

    /** The key attributes' types; every key attribute has one, and nothing else. */
    Map<String, String> checkedTypes(List<TableSpec.SecondaryIndex> indexes) {
        Map<String, String> types = new HashMap<>();
        for (var attribute : table.objects("AttributeDefinitions")) {
            attribute.demand("AttributeType");
            types.put(attribute.demand("AttributeName"), attribute.choice("AttributeType", "", List.of("S", "N", "B")));
        }
        var used = Stream.concat(Stream.of(primary), indexes.stream().map(TableSpec.SecondaryIndex::key))
                .flatMap(key -> Stream.concat(Stream.of(key.partition()), Stream.ofNullable(key.sort())))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!used.equals(types.keySet())) {
            var defined = new TreeSet<>(types.keySet());
            table.problem(
                    "AttributeDefinitions",
                    "defines " + defined + "; must define the attributes of the keys, " + used + ", and no others");
        }
        return types;
    }
}
