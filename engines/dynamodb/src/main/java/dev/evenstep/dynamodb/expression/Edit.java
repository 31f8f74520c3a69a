package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Items with one place changed; what is around it is copied. */
final class Edit {

    private Edit() {}

    /** @param value null: taken away */
    static TableItem put(TableItem item, DocumentPath path, @Nullable Value value) {
        return new TableItem(entries(item.attributes(), path.steps(), 0, value));
    }

    private static Map<String, Value> entries(
            Map<String, Value> entries, List<Object> steps, int at, @Nullable Value value) {
        String name = (String) steps.get(at);
        Map<String, Value> changed = new LinkedHashMap<>(entries);
        Value inner = at + 1 == steps.size() ? value : within(entries.get(name), steps, at + 1, value);
        if (inner == null) {
            changed.remove(name);
        } else {
            changed.put(name, inner);
        }
        return Collections.unmodifiableMap(changed);
    }

    private static Value within(@Nullable Value parent, List<Object> steps, int at, @Nullable Value value) {
        if (parent instanceof Value.M(var entries) && steps.get(at) instanceof String) {
            return new Value.M(entries(entries, steps, at, value));
        }
        if (parent instanceof Value.L(var elements) && steps.get(at) instanceof Integer position) {
            boolean there = position < elements.size();
            List<Value> changed = new ArrayList<>(elements);
            Value inner = at + 1 == steps.size()
                    ? value
                    : within(there ? elements.get(position) : null, steps, at + 1, value);
            if (inner != null && there) {
                changed.set(position, inner);
            } else if (inner != null) {
                changed.add(inner); // beyond the end: at the end
            } else if (there) {
                changed.remove((int) position);
            }
            return new Value.L(Collections.unmodifiableList(changed));
        }
        throw Invalid.request("The document path provided in the update expression is invalid for update");
    }
}
