package dev.evenstep.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a table's rows are called.
 *
 * @param columns by which, in place of the record's key; empty: by that
 */
record RowKey(Set<String> columns) {

    /** Null where nobody says. */
    @Nullable
    String subject(@Nullable ObjectNode key, @Nullable JsonFields row) {
        if (columns.isEmpty() && key != null && !key.isEmpty()) {
            JsonFields fields = new JsonFields(key, "The key's ");
            Set<String> names = new TreeSet<>();
            key.fieldNames().forEachRemaining(names::add);
            return joined(fields, names);
        }
        return columns.isEmpty() || row == null ? null : joined(row, new TreeSet<>(columns));
    }

    private static String joined(JsonFields fields, Set<String> names) {
        return names.stream()
                .map(name -> fields.text("/" + name.replace("~", "~0").replace("/", "~1")))
                .map(RowKey::escaped)
                .collect(Collectors.joining("#"));
    }

    private static String escaped(String value) {
        return value.replace("%", "%25").replace("#", "%23");
    }
}
