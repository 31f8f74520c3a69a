package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where something is in an item.
 *
 * @param steps names ({@code String}) and positions in lists ({@code Integer}); a name first
 */
record DocumentPath(List<Object> steps) implements Operand, Comparable<DocumentPath> {

    static DocumentPath of(String attribute) {
        return new DocumentPath(List.of(attribute));
    }

    /** The top-level one. */
    String attribute() {
        return (String) steps.getFirst();
    }

    @Override
    public @Nullable Value of(TableItem item) {
        Value at = item.get(attribute());
        for (int i = 1; i < steps.size() && at != null; i++) {
            at = step(at, steps.get(i));
        }
        return at;
    }

    static @Nullable Value step(Value value, Object step) {
        if (step instanceof String name) {
            return value instanceof Value.M(var entries) ? entries.get(name) : null;
        }
        int position = (Integer) step;
        return value instanceof Value.L(var elements) && position < elements.size() ? elements.get(position) : null;
    }

    /** How both cannot be in one expression: they {@code overlap}, or {@code conflict} on what is a list; else empty. */
    String collision(DocumentPath other) {
        int shared = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < shared; i++) {
            Object mine = steps.get(i);
            Object theirs = other.steps.get(i);
            if (!mine.equals(theirs)) {
                return mine.getClass() == theirs.getClass() ? "" : "conflict";
            }
        }
        return "overlap";
    }

    /** By name, and by position in lists; only meant for paths that do not collide. */
    @Override
    public int compareTo(DocumentPath other) {
        for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
            int order = steps.get(i) instanceof Integer mine && other.steps.get(i) instanceof Integer theirs
                    ? mine.compareTo(theirs)
                    : steps.get(i).toString().compareTo(other.steps.get(i).toString());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(steps.size(), other.steps.size());
    }

    /** Such as {@code [a, [1], b]}. */
    @Override
    public String toString() {
        return steps.stream()
                .map(step -> step instanceof String ? step : List.of(step))
                .toList()
                .toString();
    }
}
