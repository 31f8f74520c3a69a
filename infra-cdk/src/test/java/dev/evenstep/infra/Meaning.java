package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a template's values mean, whatever its logical ids: references become texts such as {@code Queue
 * shop-place-order.fifo.Arn}, parameters their defaults, and every number and truth is a text.
 */
final class Meaning {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private static final Pattern RULE =
            Pattern.compile("arn:aws:events:us-east-1:000000000000:rule/(EventBus \\S+)/(\\S+)");

    private static final List<String> NAMES = List.of(
            "TableName",
            "QueueName",
            "FunctionName",
            "TopicName",
            "AlarmName",
            "DashboardName",
            "LogGroupName",
            "ArchiveName",
            "Name",
            "Queues",
            "Topics");

    private final Map<String, JsonNode> resources;
    private final JsonNode parameters;

    Meaning(RawTemplate template) {
        this.resources = template.resources();
        this.parameters = template.root().path("Parameters");
    }

    /** A type without its service, and a physical name; a resource without a name is called by its type. */
    String identity(String logicalId) {
        var resource = Objects.requireNonNull(resources.get(logicalId), () -> "no resource " + logicalId);
        var type = resource.path("Type").asText();
        var kind = type.substring(type.lastIndexOf(':') + 1);
        var properties = resource.path("Properties");
        if (kind.equals("Role")) {
            return kind + " of " + whoRunsAs(logicalId);
        }
        return NAMES.stream()
                .filter(properties::has)
                .findFirst()
                .map(name -> kind + " " + text(properties.get(name)))
                .orElse(kind);
    }

    private String whoRunsAs(String role) {
        return resources.entrySet().stream()
                .filter(resource -> resource.getValue()
                        .at("/Properties/Role/Fn::GetAtt/0")
                        .asText()
                        .equals(role))
                .map(resource -> identity(resource.getKey()))
                .findFirst()
                .orElse("nobody");
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
                case "Fn::Sub" -> substituted(only.getValue().asText());
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
            case "AWS::Region" -> "us-east-1";
            case "AWS::AccountId" -> "000000000000";
            default ->
                resources.containsKey(name)
                        ? identity(name)
                        : parameters.path(name).path("Default").asText("parameter " + name);
        };
    }

    private String substituted(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            var path = found.group(1).split("\\.", 2);
            var value = path.length == 1 ? reference(path[0]) : identity(path[0]) + "." + path[1];
            return Matcher.quoteReplacement(value);
        });
    }

    private String joined(JsonNode join) {
        return rule(list(join.get(1)).stream()
                .map(Object::toString)
                .collect(Collectors.joining(join.get(0).asText())));
    }

    /** A rule may be referred to by its ARN, put together of its bus and its name. */
    private String rule(String text) {
        var found = RULE.matcher(text);
        return found.matches() && hasRule(found.group(1), found.group(2)) ? "Rule " + found.group(2) + ".Arn" : text;
    }

    private boolean hasRule(String bus, String name) {
        return resources.values().stream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::Events::Rule"))
                .map(resource -> resource.path("Properties"))
                .anyMatch(rule -> text(rule.path("EventBusName")).equals(bus)
                        && text(rule.path("Name")).equals(name));
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
