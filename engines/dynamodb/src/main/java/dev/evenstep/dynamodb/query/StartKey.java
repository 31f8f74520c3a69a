package dev.evenstep.dynamodb.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.KeyRules;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.KeyAttribute;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.AwsException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ExclusiveStartKey} and {@code LastEvaluatedKey}: the keys of the table and of the index that is read. */
final class StartKey {

    private static final String INVALID = "The provided starting key is invalid";

    private StartKey() {}

    static @Nullable TableItem parse(ObjectNode request) {
        ObjectNode key = Shape.structure(request, "ExclusiveStartKey");
        if (key == null) {
            return null;
        }
        try {
            return ValueJson.readItem(key);
        } catch (AwsException e) {
            throw e.code().equals("ValidationException") ? Invalid.request(INVALID + ": " + e.getMessage()) : e;
        }
    }

    /** Refuses what is no key of the table, or of the index together with it. */
    static void check(TableDefinition table, @Nullable Index index, TableItem key, boolean query) {
        Set<KeyAttribute> attributes = attributes(table, index);
        if (query && index == null && key.attributes().size() != attributes.size()) {
            throw Invalid.request("Exclusive Start Key must have same size as table's key schema");
        }
        boolean fits = key.attributes().size() == attributes.size();
        for (KeyAttribute attribute : attributes) {
            Value value = key.get(attribute.name());
            fits &= value != null && value.type().equals(attribute.type());
        }
        if (!fits) {
            throw Invalid.request(
                    index == null ? INVALID + ": The provided key element does not match the schema" : INVALID);
        }
        KeyRules.requireContent(attributes, key);
    }

    static TableItem of(TableDefinition table, @Nullable Index index, TableItem item) {
        Map<String, Value> key = new LinkedHashMap<>();
        for (KeyAttribute attribute : attributes(table, index)) {
            key.put(attribute.name(), Objects.requireNonNull(item.get(attribute.name())));
        }
        return new TableItem(key);
    }

    private static Set<KeyAttribute> attributes(TableDefinition table, @Nullable Index index) {
        Set<KeyAttribute> attributes = new LinkedHashSet<>(table.keys().attributes());
        if (index != null) {
            attributes.addAll(index.keys().attributes());
        }
        return attributes;
    }
}
