package dev.evenstep.internal.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.internal.event.PlainTree;
import dev.evenstep.schema.EventType;
import dev.evenstep.schema.Upcast;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way from every readable schema version to the current one: exactly one, and always forward. */
public final class UpcastChain {

    private final int current;
    private final Map<Integer, Upcast> steps;

    private UpcastChain(int current, Map<Integer, Upcast> steps) {
        this.current = current;
        this.steps = steps;
    }

    static UpcastChain of(EventType<?> type) {
        Map<Integer, Upcast> steps = new HashMap<>();
        type.upcasts().forEach(step -> steps.put(step.from(), step));
        return new UpcastChain(type.version(), steps);
    }

    /** @throws InvalidSchemaException unless there is exactly one way, and always forward, from every version */
    public static void verify(String type, int oldest, int current, List<Upcast> upcasts) {
        if (oldest < 1 || current < oldest) {
            throw invalid(type, "reads from version " + oldest + " to " + current + "; versions count upwards from 1");
        }
        Set<Integer> starts = new HashSet<>();
        for (Upcast step : upcasts) {
            if (step.to() <= step.from()) {
                throw invalid(
                        type,
                        "has a step from version " + step.from() + " to " + step.to()
                                + ", which leads in a circle; steps lead to a later version");
            }
            if (!starts.add(step.from())) {
                throw invalid(type, "has two steps from version " + step.from() + "; keep one");
            }
            if (step.from() < oldest || step.to() > current) {
                throw invalid(
                        type,
                        "has a step from version " + step.from() + " to " + step.to() + ", outside of versions "
                                + oldest + " to " + current);
            }
        }
        for (int version = oldest; version < current; version++) {
            if (!starts.contains(version)) {
                throw invalid(
                        type,
                        "has no step from version " + version + " towards " + current + "; add Upcast.from(" + version
                                + ", …), or say since(" + (version + 1) + ", …)");
            }
        }
    }

    ObjectNode upcast(int from, ObjectNode data) {
        if (from >= current) {
            return data;
        }
        Map<String, @Nullable Object> changing = PlainTree.of(data);
        @Nullable Upcast step = steps.get(from);
        while (step != null) {
            step.change().accept(changing);
            step = steps.get(step.to());
        }
        return PlainTree.node(changing, "data");
    }

    private static InvalidSchemaException invalid(String type, String what) {
        return new InvalidSchemaException(type, "Event type " + type + " " + what);
    }
}
