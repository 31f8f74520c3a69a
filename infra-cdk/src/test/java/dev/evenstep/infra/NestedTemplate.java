package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;

/**
 * The resources of a nested application as if they stood in the template that nests it: parameters are replaced by what is
 * given for them, conditions decided.
 */
final class NestedTemplate {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode template;
    private final JsonNode given;

    private NestedTemplate(JsonNode template, JsonNode given) {
        this.template = template;
        this.given = given;
    }

    static void expand(String id, JsonNode template, JsonNode given, Map<String, JsonNode> resources) {
        var nested = new NestedTemplate(template, given);
        template.path("Resources").properties().forEach(entry -> {
            var resource = entry.getValue();
            if (!resource.has("Condition")
                    || nested.holds(resource.get("Condition").asText())) {
                ObjectNode plain = (ObjectNode) nested.replaced(resource);
                plain.remove("Condition");
                resources.put(id + entry.getKey(), plain);
            }
        });
    }

    private boolean holds(String condition) {
        return test(template.path("Conditions").path(condition));
    }

    private boolean test(JsonNode condition) {
        var only = condition.properties().iterator().next();
        var arguments = only.getValue();
        return switch (only.getKey()) {
            case "Condition" -> holds(arguments.asText());
            case "Fn::Equals" -> replaced(arguments.get(0)).equals(replaced(arguments.get(1)));
            case "Fn::Not" -> !test(arguments.get(0));
            case "Fn::Or" -> arguments.valueStream().anyMatch(this::test);
            default -> throw new IllegalArgumentException("no condition of ours: " + condition);
        };
    }

    private JsonNode replaced(JsonNode node) {
        if (node.isObject() && node.size() == 1) {
            var only = node.properties().iterator().next();
            return switch (only.getKey()) {
                case "Ref" -> parameter(only.getValue().asText(), node);
                case "Fn::If" ->
                    replaced(only.getValue().get(holds(only.getValue().get(0).asText()) ? 1 : 2));
                case "Fn::Sub" -> substituted(only.getValue().asText());
                default -> copied(node);
            };
        }
        return copied(node);
    }

    private JsonNode copied(JsonNode node) {
        if (node instanceof ArrayNode list) {
            var copy = JSON.createArrayNode();
            list.forEach(element -> copy.add(replaced(element)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            var copy = JSON.createObjectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), replaced(entry.getValue())));
            return copy;
        }
        return node;
    }

    private JsonNode parameter(String name, JsonNode otherwise) {
        if (given.has(name)) {
            return given.get(name);
        }
        var declared = template.path("Parameters").path(name);
        return declared.isMissingNode() ? otherwise : Objects.requireNonNull(declared.get("Default"), name);
    }

    /** As a join of what the variables stand for. */
    private JsonNode substituted(String text) {
        var parts = JSON.createArrayNode();
        for (var piece : text.split("(?=\\$\\{)|(?<=})", -1)) {
            parts.add(
                    piece.startsWith("${")
                            ? parameter(piece.substring(2, piece.length() - 1), JSON.nullNode())
                            : JSON.getNodeFactory().textNode(piece));
        }
        var join = JSON.createArrayNode().add("").add(parts);
        return JSON.createObjectNode().set("Fn::Join", join);
    }
}
