package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.Value;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where something is in an item.
 *
 * @param steps names ({@code String}) and positions in lists ({@code Integer}); a name first
 */
record Path(List<Object> steps) implements Comparable<Path> {

    static Path of(String attribute) {
        return new Path(List.of(attribute));
    }

    String attribute() {
        return (String) steps.getFirst();
    }

    @Nullable
    Value in(Item item) {
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

    /**
     * Refuses paths of which one lies within another, or that need one place to be both a list and a map.
     *
     * @param invalid the error of a message
     */
    static void requireApart(List<Path> paths, Function<String, ? extends RuntimeException> invalid) {
        requireApart(paths, invalid, "overlap");
        requireApart(paths, invalid, "conflict");
    }

    private static void requireApart(
            List<Path> paths, Function<String, ? extends RuntimeException> invalid, String how) {
        for (int second = 1; second < paths.size(); second++) {
            for (int first = 0; first < second; first++) {
                if (how.equals(paths.get(first).collision(paths.get(second)))) {
                    throw invalid.apply("Two document paths " + how
                            + " with each other; must remove or rewrite one of these paths; path one: "
                            + paths.get(first) + ", path two: " + paths.get(second));
                }
            }
        }
    }

    private String collision(Path other) {
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
    public int compareTo(Path other) {
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
        StringBuilder text = new StringBuilder();
        for (Object step : steps) {
            text.append(text.isEmpty() ? "[" : ", ").append(step instanceof String ? step : "[" + step + "]");
        }
        return text.append(']').toString();
    }
}
