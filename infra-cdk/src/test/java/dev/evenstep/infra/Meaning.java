package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a template's values mean, whatever its logical ids: references become texts such as {@code Queue
 * shop-place-order.fifo.Arn}, and every number and truth a text.
 */
final class Meaning {

    private static final List<String> NAMES = List.of(
            "TableName", "QueueName", "FunctionName", "TopicName", "AlarmName", "LogGroupName", "RoleName", "Name");

    private final Map<String, JsonNode> resources;

    Meaning(RawTemplate template) {
        this.resources = template.resources();
    }

    /** A type without its service, and a physical name; a resource without a name is called by its type. */
    String identity(String logicalId) {
        var resource = Objects.requireNonNull(resources.get(logicalId), () -> "no resource " + logicalId);
        var type = resource.path("Type").asText();
        var kind = type.substring(type.lastIndexOf(':') + 1);
        var properties = resource.path("Properties");
        return NAMES.stream()
                .filter(properties::has)
                .findFirst()
                .map(name -> kind + " " + text(properties.get(name)))
                .orElse(kind);
    }

    /** A text where the value is a scalar or a function of texts. */
    String text(JsonNode value) {
        return Objects.toString(of(value));
    }

    /** Texts, lists and maps. */
    Object of(JsonNode value) {
        if (value.isArray()) {
            return list(value);
        }
        if (!value.isObject()) {
            return value.asText();
        }
        if (value.size() == 1) {
            var only = value.properties().iterator().next();
            return switch (only.getKey()) {
                case "Ref" -> reference(only.getValue().asText());
                case "Fn::GetAtt" ->
                    identity(only.getValue().get(0).asText()) + "."
                            + only.getValue().get(1).asText();
                case "Fn::Sub" -> only.getValue().asText().replace("${AWS::StackName}", "shop");
                case "Fn::Join" -> joined(only.getValue());
                default -> map(value);
            };
        }
        return map(value);
    }

    private String reference(String name) {
        return switch (name) {
            case "AWS::StackName" -> "shop";
            case "AWS::Partition" -> "aws";
            default -> resources.containsKey(name) ? identity(name) : "parameter " + name;
        };
    }

    private String joined(JsonNode join) {
        return list(join.get(1)).stream()
                .map(Object::toString)
                .collect(Collectors.joining(join.get(0).asText()));
    }

    private List<Object> list(JsonNode value) {
        List<Object> list = new ArrayList<>();
        value.forEach(element -> list.add(of(element)));
        return list;
    }

    private Map<String, Object> map(JsonNode value) {
        Map<String, Object> map = new TreeMap<>();
        value.properties().forEach(entry -> map.put(entry.getKey(), of(entry.getValue())));
        return map;
    }
}
