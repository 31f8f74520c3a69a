package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the outputs of nested applications stand for, and what a template's own conditions decide, in whatever refers to them.
 *
 * @param values by what refers to them, such as {@code PlaceOrder.Outputs.QueueArn}
 * @param conditions those that hold
 */
record NestedOutputs(Map<String, JsonNode> values, Predicate<String> conditions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same with no such reference and no condition in it. */
    JsonNode resolve(JsonNode node) {
        if (node instanceof ArrayNode list) {
            var copy = JSON.createArrayNode();
            list.forEach(element -> copy.add(resolve(element)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.path("Fn::GetAtt").path(1).asText().startsWith("Outputs.")) {
            var path = object.get("Fn::GetAtt");
            return value(path.get(0).asText() + "." + path.get(1).asText());
        }
        if (object.path("Fn::Sub").asText().contains(".Outputs.")) {
            return joined(object.get("Fn::Sub").asText());
        }
        if (object.has("Fn::If")) {
            var choice = object.get("Fn::If");
            return resolve(choice.get(conditions.test(choice.get(0).asText()) ? 1 : 2));
        }
        var copy = JSON.createObjectNode();
        object.properties().forEach(entry -> copy.set(entry.getKey(), resolve(entry.getValue())));
        copy.removeIf(value -> !NestedTemplate.isValue(value));
        return copy;
    }

    private JsonNode value(String path) {
        if (!values.containsKey(path)) {
            throw new IllegalArgumentException("no output of ours: " + path);
        }
        return resolve(values.getOrDefault(path, JSON.nullNode()));
    }

    private JsonNode joined(String text) {
        var parts = JSON.createArrayNode();
        for (var piece : text.split("(?=\\$\\{)|(?<=})", -1)) {
            parts.add(
                    piece.contains(".Outputs.")
                            ? value(piece.substring(2, piece.length() - 1))
                            : JSON.createObjectNode().put("Fn::Sub", piece));
        }
        return JSON.createObjectNode()
                .set("Fn::Join", JSON.createArrayNode().add("").add(parts));
    }
}
