package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The parameters of a Query request, by their dotted names. */
record Form(Map<String, String> fields) {

    private static final Set<String> NUMBERS = Set.of(
            "DelaySeconds",
            "VisibilityTimeout",
            "WaitTimeSeconds",
            "MaxNumberOfMessages",
            "MaxResults",
            "MaxNumberOfMessagesPerSecond");

    /** What is flat in a form, and a list in JSON. */
    private static final Map<String, String> LISTS = Map.of(
            "AttributeName", "AttributeNames",
            "MessageAttributeName", "MessageAttributeNames",
            "MessageSystemAttributeName", "MessageSystemAttributeNames",
            "TagKey", "TagKeys",
            "AWSAccountId", "AWSAccountIds",
            "ActionName", "Actions",
            "SendMessageBatchRequestEntry", "Entries",
            "DeleteMessageBatchRequestEntry", "Entries",
            "ChangeMessageVisibilityBatchRequestEntry", "Entries");

    /** What is flat in a form, and a map in JSON. */
    private static final Map<String, String> MAPS = Map.of(
            "Attribute", "Attributes",
            "Tag", "Tags",
            "MessageAttribute", "MessageAttributes",
            "MessageSystemAttribute", "MessageSystemAttributes");

    static Form of(AwsRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        read(request.query(), fields);
        if (request.header("content-type").startsWith("application/x-www-form-urlencoded")) {
            read(new String(request.body(), StandardCharsets.UTF_8), fields);
        }
        return new Form(fields);
    }

    private static void read(String text, Map<String, String> fields) {
        Pattern.compile("&").splitAsStream(text).forEach(pair -> {
            int equals = pair.indexOf('=');
            var name = decode(pair.substring(0, Math.max(equals, 0)));
            if (!name.isEmpty() && !LISTS.containsValue(name)) { // clients tell an empty list by its plural name
                fields.put(name, decode(pair.substring(equals + 1)));
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

    /** An empty text where there is none. */
    String action() {
        return fields.getOrDefault("Action", "");
    }

    /** As the JSON protocol has them. */
    ObjectNode parameters() {
        return new Node(fields).json(action());
    }

    /** What stands under one name: fields by the rest of their names. */
    private record Node(Map<String, String> fields) {

        ObjectNode json(String action) {
            var json = Json.object();
            Map<String, Node> groups = new LinkedHashMap<>();
            fields.forEach((name, value) -> {
                int dot = name.indexOf('.');
                if (dot > 0) {
                    groups.computeIfAbsent(name.substring(0, dot), none -> new Node(new LinkedHashMap<>()))
                            .fields()
                            .put(name.substring(dot + 1), value);
                } else if (NUMBERS.contains(name)) {
                    json.put(name, number(value));
                } else {
                    json.put(name, value);
                }
            });
            groups.forEach((name, group) -> group.addTo(json, action, name));
            return json;
        }

        private void addTo(ObjectNode json, String action, String name) {
            if (LISTS.containsKey(name)) {
                var list = json.withArray(LISTS.get(name));
                for (Node item : items()) {
                    var value = item.fields.get("");
                    if (value == null) {
                        list.add(item.json(action));
                    } else {
                        list.add(value);
                    }
                }
            } else if (MAPS.containsKey(name)) {
                // CreateQueue alone spells its tags small
                var map = json.withObjectProperty(
                        name.equals("Tag") && action.equals("CreateQueue") ? "tags" : MAPS.get(name));
                for (Node item : items()) {
                    var entry = item.json(action);
                    var key = entry.path(name.equals("Tag") ? "Key" : "Name").asText();
                    map.set(key, entry.get("Value"));
                }
            } else {
                json.set(name, json(action));
            }
        }

        /** In the order of their numbers. */
        private Iterable<Node> items() {
            Map<Integer, Node> items = new TreeMap<>();
            fields.forEach((name, value) -> {
                int dot = name.indexOf('.');
                int index = number(dot < 0 ? name : name.substring(0, dot));
                items.computeIfAbsent(index, none -> new Node(new LinkedHashMap<>()))
                        .fields()
                        .put(dot < 0 ? "" : name.substring(dot + 1), value);
            });
            return items.values();
        }

        private static int number(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new AwsException(400, "InvalidParameterValue", "The value %s is no number.".formatted(text));
            }
        }
    }
}
