package dev.evenstep.sqs.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Xml;
import java.util.Map;
import java.util.Set;

/** Answers as XML: lists and maps are flat, an element for each item. */
final class QueryXml {

    static final String NO_ACTION = "UnknownOperationException";

    private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";
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

    /** What an item of a list or a map is called. */
    private static final Map<String, String> ITEMS = Map.of(
            "Messages", "Message",
            "QueueUrls", "QueueUrl",
            "queueUrls", "QueueUrl",
            "Failed", "BatchResultErrorEntry",
            "Results", "ListMessageMoveTasksResultEntry",
            "Attributes", "Attribute",
            "MessageAttributes", "MessageAttribute",
            "Tags", "Tag");

    private final String action;
    private final StringBuilder xml = new StringBuilder();

    private QueryXml(String action) {
        this.action = action;
    }

    static String answer(String action, ObjectNode answer, String requestId) {
        var content = new QueryXml(action);
        content.fields(answer);
        var result = WITHOUT_RESULT.contains(action) ? "" : "<%1$sResult>%2$s</%1$sResult>";
        if (content.xml.isEmpty() && !result.isEmpty()) {
            result = "<%1$sResult/>";
        }
        return """
                <%1$sResponse xmlns="%2$s">%3$s<ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata>\
                </%1$sResponse>
                """.formatted(action, NAMESPACE, result.formatted(action, content.xml), requestId);
    }

    static String error(AwsException error, String requestId) {
        if (error.code().equals(NO_ACTION)) {
            return "<%s/>\n".formatted(NO_ACTION);
        }
        var message = error.code().endsWith(".NonExistentQueue")
                ? "The specified queue does not exist for this wsdl version."
                : String.valueOf(error.getMessage());
        return """
                <ErrorResponse xmlns="%s"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message><Detail/></Error>\
                <RequestId>%s</RequestId></ErrorResponse>
                """.formatted(NAMESPACE, Wire.fault(error), error.code(), escape(message), requestId);
    }

    private void fields(JsonNode object) {
        for (var field : object.properties()) {
            var name = field.getKey();
            var value = field.getValue();
            var item = name.equals("Successful") ? action + "ResultEntry" : ITEMS.getOrDefault(name, name);
            if (value.isArray()) {
                value.forEach(one -> element(item, one));
            } else if (ITEMS.containsKey(name)) {
                map(item, name.equals("Tags") ? "Key" : "Name", value);
            } else {
                element(name, value);
            }
        }
    }

    private void map(String item, String key, JsonNode map) {
        for (var entry : map.properties()) {
            xml.append('<').append(item).append("><").append(key).append('>');
            xml.append(escape(entry.getKey()));
            xml.append("</").append(key).append('>');
            element("Value", entry.getValue());
            xml.append("</").append(item).append('>');
        }
    }

    private void element(String name, JsonNode value) {
        xml.append('<').append(name).append('>');
        if (value.isObject()) {
            fields(value);
        } else {
            xml.append(escape(value.asText()));
        }
        xml.append("</").append(name).append('>');
    }

    /** A carriage return as it stands would be read as a line feed. */
    private static String escape(String text) {
        return Xml.escape(text).replace("\r", "&#13;");
    }
}
