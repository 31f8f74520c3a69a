package dev.evenstep.dynamodb.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item: its attributes by name. Immutable. */
public record TableItem(Map<String, Value> attributes) {

    /** How many levels of values there may be, the attributes' own among them (developer guide, "Quotas"). */
    public static final int DEEPEST = 32;

    private static final TableItem EMPTY = new TableItem(Map.of());

    /** What a condition sees where there is no item. */
    public static TableItem empty() {
        return EMPTY;
    }

    public @Nullable Value get(String name) {
        return attributes.get(name);
    }

    public boolean isEmpty() {
        return attributes.isEmpty();
    }
}
