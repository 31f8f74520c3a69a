package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Xml;
import java.util.Map;
import java.util.Set;

/** Answers as XML: lists and maps are flat, an element for each item. */
final class QueryXml {

    private static final Set<String> WITHOUT_RESULT = Set.of(
            "AddPermission",
            "ChangeMessageVisibility",
            "DeleteMessage",
            "DeleteQueue",
            "PurgeQueue",
            "RemovePermission",
            "SetQueueAttributes",
            "TagQueue",
            "UntagQueue");
    private static final Map<String, String> ITEMS = Map.of(
            "Messages", "Message",
            "QueueUrls", "QueueUrl",
            "queueUrls", "QueueUrl",
            "Failed", "BatchResultErrorEntry",
            "Results", "ListMessageMoveTasksResultEntry");

    private QueryXml() {}

    static String of(String action, ObjectNode answer, String requestId, String namespace) {
        var xml = new StringBuilder("<%sResponse xmlns=\"%s\">".formatted(action, namespace));
        if (!WITHOUT_RESULT.contains(action)) {
            var content = new StringBuilder();
            fields(content, action, answer);
            xml.append(
                    content.isEmpty()
                            ? "<%sResult/>".formatted(action)
                            : "<%1$sResult>%2$s</%1$sResult>".formatted(action, content));
        }
        return xml.append("<ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata></%sResponse>\n"
                        .formatted(requestId, action))
                .toString();
    }

    private static void fields(StringBuilder xml, String action, JsonNode object) {
        for (var field : object.properties()) {
            var value = field.getValue();
            switch (field.getKey()) {
                case "Attributes" -> map(xml, action, "Attribute", "Name", value);
                case "MessageAttributes" -> map(xml, action, "MessageAttribute", "Name", value);
                case "Tags" -> map(xml, action, "Tag", "Key", value);
                case "Successful" -> list(xml, action, action + "ResultEntry", value);
                default -> {
                    if (value.isArray()) {
                        list(xml, action, ITEMS.getOrDefault(field.getKey(), field.getKey()), value);
                    } else {
                        element(xml, action, field.getKey(), value);
                    }
                }
            }
        }
    }

    private static void list(StringBuilder xml, String action, String item, JsonNode list) {
        list.forEach(value -> element(xml, action, item, value));
    }

    private static void map(StringBuilder xml, String action, String item, String key, JsonNode map) {
        for (var entry : map.properties()) {
            xml.append('<').append(item).append("><").append(key).append('>');
            xml.append(escape(entry.getKey()));
            xml.append("</").append(key).append('>');
            element(xml, action, "Value", entry.getValue());
            xml.append("</").append(item).append('>');
        }
    }

    private static void element(StringBuilder xml, String action, String name, JsonNode value) {
        xml.append('<').append(name).append('>');
        if (value.isObject()) {
            fields(xml, action, value);
        } else {
            xml.append(escape(value.asText()));
        }
        xml.append("</").append(name).append('>');
    }

    /** A carriage return as it stands would be read as a line feed. */
    static String escape(String text) {
        return Xml.escape(text).replace("\r", "&#13;");
    }
}
