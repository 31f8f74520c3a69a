package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.JsonTrees;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The parameters of a Query request as the JSON protocol has them. There {@code Tag.1.Key=a&Tag.1.Value=b} is
 * {@code {"Tags":{"a":"b"}}}.
 */
final class Form {

    private static final Set<String> NUMBERS = Set.of(
            "DelaySeconds",
            "VisibilityTimeout",
            "WaitTimeSeconds",
            "MaxNumberOfMessages",
            "MaxResults",
            "MaxNumberOfMessagesPerSecond");

    /** What is not plural by an s. */
    private static final Map<String, String> PLURALS = Map.of(
            "ActionName", "Actions",
            "SendMessageBatchRequestEntry", "Entries",
            "DeleteMessageBatchRequestEntry", "Entries",
            "ChangeMessageVisibilityBatchRequestEntry", "Entries");

    private Form() {}

    /** The fields of a request by their dotted names. */
    static Map<String, String> fields(AwsRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        read(request.query(), fields);
        if (request.header("content-type").startsWith("application/x-www-form-urlencoded")) {
            read(new String(request.body(), StandardCharsets.UTF_8), fields);
        }
        return fields;
    }

    private static void read(String text, Map<String, String> fields) {
        Pattern.compile("&").splitAsStream(text).forEach(pair -> {
            int equals = pair.indexOf('=');
            var name = decode(pair.substring(0, Math.max(equals, 0)));
            var value = decode(pair.substring(equals + 1));
            boolean emptyList = value.isEmpty() && name.endsWith("s"); // told by its plural name
            if (!name.isEmpty() && !emptyList) {
                fields.put(name, value);
            }
        });
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    static ObjectNode parameters(String action, Map<String, String> fields) {
        var tree = JsonTrees.object();
        fields.forEach((name, value) -> {
            var node = tree;
            int start = 0;
            for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', start)) {
                var part = name.substring(start, dot);
                node = node.get(part) instanceof ObjectNode known ? known : node.putObject(part);
                start = dot + 1;
            }
            node.put(name.substring(start), value);
        });
        var parameters = parameters(tree);
        if (action.equals("CreateQueue") && parameters.has("Tags")) {
            parameters.set("tags", parameters.remove("Tags")); // it alone spells them small
        }
        return parameters;
    }

    private static ObjectNode parameters(JsonNode tree) {
        var json = JsonTrees.object();
        tree.properties().forEach(field -> {
            var name = field.getKey();
            var value = field.getValue();
            if (NUMBERS.contains(name)) {
                json.put(name, number(value.asText()));
            } else if (value.isObject()) {
                json.set(PLURALS.getOrDefault(name, name + "s"), items(value));
            } else {
                json.set(name, value);
            }
        });
        return json;
    }

    /** A list, in the order of its numbers, or a map, if its items have keys and values. */
    private static JsonNode items(JsonNode numbered) {
        Map<Integer, JsonNode> items = new TreeMap<>();
        numbered.properties().forEach(item -> items.put(number(item.getKey()), item.getValue()));
        var list = JsonTrees.array();
        var map = JsonTrees.object();
        for (JsonNode item : items.values()) {
            if (item.has("Value")) {
                map.set(item.path(item.has("Key") ? "Key" : "Name").asText(), item.get("Value"));
            } else {
                list.add(item.isObject() ? parameters(item) : item);
            }
        }
        return map.isEmpty() ? list : map;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new AwsException(400, "InvalidParameterValue", "The value %s is no number.".formatted(text));
        }
    }
}
