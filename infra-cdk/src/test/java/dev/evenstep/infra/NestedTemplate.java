package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;

/**
 * What is in a nested application as if it stood in the template that nests it: parameters are replaced by what is given for
 * them, conditions decided, and a resource has the application's logical id before its own.
 */
final class NestedTemplate {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;
    private final JsonNode template;
    private final JsonNode given;

    /** @param id the application's */
    NestedTemplate(String id, JsonNode template, JsonNode given) {
        this.id = id;
        this.template = template;
        this.given = given;
    }

    void addResources(Map<String, JsonNode> resources) {
        template.path("Resources").properties().forEach(entry -> {
            if (isThere(entry.getValue())) {
                ObjectNode plain = (ObjectNode) replaced(entry.getValue());
                plain.remove("Condition");
                resources.put(id + entry.getKey(), plain);
            }
        });
    }

    /** By what refers to them, such as {@code PlaceOrder.Outputs.QueueArn}. */
    void addOutputs(Map<String, JsonNode> outputs) {
        template.path("Outputs").properties().forEach(entry -> {
            if (isThere(entry.getValue())) {
                outputs.put(
                        id + ".Outputs." + entry.getKey(),
                        replaced(entry.getValue().get("Value")));
            }
        });
    }

    private boolean isThere(JsonNode conditional) {
        return !conditional.has("Condition")
                || holds(conditional.get("Condition").asText());
    }

    boolean holds(String condition) {
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
                case "Ref" -> reference(only.getValue().asText());
                case "Fn::GetAtt" ->
                    attribute(
                            only.getValue().get(0).asText(),
                            only.getValue().get(1).asText());
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
            list.valueStream()
                    .map(this::replaced)
                    .filter(NestedTemplate::isValue)
                    .forEach(copy::add);
            return copy;
        }
        if (node instanceof ObjectNode object) {
            var copy = JSON.createObjectNode();
            object.properties().forEach(entry -> {
                var value = replaced(entry.getValue());
                if (isValue(value)) {
                    copy.set(entry.getKey(), value);
                }
            });
            return copy;
        }
        return node;
    }

    static boolean isValue(JsonNode node) {
        return !node.path("Ref").asText().equals("AWS::NoValue");
    }

    private JsonNode reference(String name) {
        if (given.has(name)) {
            return given.get(name);
        }
        var declared = template.path("Parameters").path(name);
        if (declared.isObject()) {
            return Objects.requireNonNull(declared.get("Default"), name);
        }
        return JSON.createObjectNode().put("Ref", name.startsWith("AWS::") ? name : id + name);
    }

    private JsonNode attribute(String resource, String attribute) {
        var path = JSON.createArrayNode().add(id + resource).add(attribute);
        return JSON.createObjectNode().set("Fn::GetAtt", path);
    }

    /** As a join of what the variables stand for. */
    private JsonNode substituted(String text) {
        var parts = JSON.createArrayNode();
        for (var piece : text.split("(?=\\$\\{)|(?<=})", -1)) {
            parts.add(
                    piece.startsWith("${")
                            ? reference(piece.substring(2, piece.length() - 1))
                            : JSON.getNodeFactory().textNode(piece));
        }
        var join = JSON.createArrayNode().add("").add(parts);
        return JSON.createObjectNode().set("Fn::Join", join);
    }
}
