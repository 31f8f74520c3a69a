package dev.evenstep.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.Xml;
import java.util.Map;
import java.util.UUID;

/** Answers of the Query protocol: a list's elements are {@code member}s, a map's {@code entry}s. */
final class SnsXml {

    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private SnsXml() {}

    static AwsResponse answer(String action, JsonNode result) {
        var xml = new StringBuilder(
                "<?xml version=\"1.0\"?>\n<%sResponse xmlns=\"%s\"><%sResult>".formatted(action, NAMESPACE, action));
        fields(xml, result);
        xml.append("</%sResult><ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata></%sResponse>"
                .formatted(action, UUID.randomUUID(), action));
        return new AwsResponse(200, Map.of("Content-Type", "text/xml"), Xml.bytes(xml.toString()));
    }

    private static void fields(StringBuilder xml, JsonNode object) {
        for (var field : object.properties()) {
            element(xml, field.getKey(), field.getValue());
        }
    }

    private static void element(StringBuilder xml, String name, JsonNode value) {
        xml.append('<').append(name).append('>');
        if (value.isArray()) {
            value.forEach(member -> element(xml, "member", member));
        } else if (value.isObject() && name.equals("Attributes")) {
            for (var entry : value.properties()) {
                xml.append("<entry><key>").append(escape(entry.getKey())).append("</key>");
                element(xml, "value", entry.getValue());
                xml.append("</entry>");
            }
        } else if (value.isObject()) {
            fields(xml, value);
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
