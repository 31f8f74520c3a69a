package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.TableItem;
import dev.evenstep.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Some of an item's attributes, or parts of them. A list keeps its chosen elements only, in its order. */
public final class ProjectedPaths {

    private final Map<String, ProjectedPaths> names = new LinkedHashMap<>();
    private final SortedMap<Integer, ProjectedPaths> positions = new TreeMap<>();

    private ProjectedPaths() {}

    static ProjectedPaths parse(Parser parser) {
        List<DocumentPath> paths = new ArrayList<>();
        do {
            paths.add(parser.path());
        } while (parser.accept(","));
        parser.requireApart(paths);
        parser.end();
        return of(paths);
    }

    static ProjectedPaths of(List<DocumentPath> paths) {
        ProjectedPaths whole = new ProjectedPaths();
        for (DocumentPath path : paths) {
            ProjectedPaths at = whole;
            for (Object step : path.steps()) {
                at = step instanceof String name
                        ? at.names.computeIfAbsent(name, key -> new ProjectedPaths())
                        : at.positions.computeIfAbsent((Integer) step, key -> new ProjectedPaths());
            }
        }
        return whole;
    }

    /** What of the item was asked for; empty where nothing of it is there. */
    public TableItem of(TableItem item) {
        return new TableItem(entries(item.attributes()));
    }

    /** The names of the top-level attributes that it reads. */
    public Set<String> attributes() {
        return Collections.unmodifiableSet(names.keySet());
    }

    private Map<String, Value> entries(Map<String, Value> all) {
        Map<String, Value> chosen = new LinkedHashMap<>();
        names.forEach((name, part) -> {
            Value within = part.of(all.get(name));
            if (within != null) {
                chosen.put(name, within);
            }
        });
        return Collections.unmodifiableMap(chosen);
    }

    private @Nullable Value of(@Nullable Value value) {
        if (names.isEmpty() && positions.isEmpty()) {
            return value;
        }
        if (value instanceof Value.M(var entries)) {
            Map<String, Value> chosen = entries(entries);
            return chosen.isEmpty() ? null : new Value.M(chosen);
        }
        List<Value> chosen = new ArrayList<>();
        positions.forEach((position, part) -> {
            Value within = value == null ? null : part.of(DocumentPath.step(value, position));
            if (within != null) {
                chosen.add(within);
            }
        });
        return chosen.isEmpty() ? null : new Value.L(Collections.unmodifiableList(chosen));
    }
}
