package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path into an event, in the subset of JSONPath that EventBridge documents for input paths: dots, names of letters,
 * digits, dashes, underscores and slashes, array indices, and the wildcard {@code *}.
 */
record JsonPath(List<Step> steps) {

    private static final Pattern STEP = Pattern.compile("\\.(\\*|[^.\\[\\]*'\"\\s()@?,]+)|\\[(\\*|\\d{1,9})]");

    /** One step down. */
    sealed interface Step {
        record Field(String name) implements Step {}

        record Element(int index) implements Step {}

        record Every() implements Step {}
    }

    /** @throws IllegalArgumentException with the reason, where it is none */
    static JsonPath parse(String text) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("a path begins with $: " + text);
        }
        List<Step> steps = new ArrayList<>();
        var step = STEP.matcher(text);
        int position = 1;
        while (position < text.length()) {
            if (!step.find(position) || step.start() != position) {
                throw new IllegalArgumentException(
                        "EventBridge does not support '%s' in a path: %s".formatted(text.substring(position), text));
            }
            steps.add(step(step.group(1), step.group(2)));
            position = step.end();
        }
        return new JsonPath(List.copyOf(steps));
    }

    private static Step step(String field, String element) {
        if ("*".equals(field) || "*".equals(element)) {
            return new Step.Every();
        }
        return field == null ? new Step.Element(Integer.parseInt(element)) : new Step.Field(field);
    }

    /** What is there: with a wildcard a list of all that is found, else the one value, if there is one. */
    Optional<JsonNode> read(JsonNode event) {
        List<JsonNode> found = List.of(event);
        for (Step step : steps) {
            found = found.stream().flatMap(node -> down(node, step).stream()).toList();
        }
        if (steps.stream().anyMatch(Step.Every.class::isInstance)) {
            ArrayNode all = JsonTrees.array();
            found.forEach(all::add);
            return Optional.of(all);
        }
        return found.stream().findFirst();
    }

    private static List<JsonNode> down(JsonNode node, Step step) {
        return switch (step) {
            case Step.Field field ->
                Optional.ofNullable(node.get(field.name())).stream().toList();
            case Step.Element element ->
                Optional.ofNullable(node.get(element.index())).stream().toList();
            case Step.Every every -> node.valueStream().toList();
        };
    }
}
