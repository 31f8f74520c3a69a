package dev.evenstep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What SAM makes of a function, as far as our template uses it: the plain function, its version and alias, the mappings of
 * its events, its URL and its asynchronous settings.
 */
final class SamExpansion {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ELSEWHERE =
            List.of("AutoPublishAlias", "Events", "EventInvokeConfig", "Tracing", "CodeUri", "FunctionUrlConfig");

    private final String id;
    private final ObjectNode written;
    private final Map<String, JsonNode> resources;

    private SamExpansion(String id, JsonNode written, Map<String, JsonNode> resources) {
        this.id = id;
        this.written = (ObjectNode) written;
        this.resources = resources;
    }

    /** @param written with what {@code Globals} says */
    static void expand(String id, JsonNode written, Map<String, JsonNode> resources) {
        new SamExpansion(id, written, resources).expand();
    }

    private JsonNode property(String name) {
        return written.path("Properties").path(name);
    }

    private void expand() {
        var alias = property("AutoPublishAlias").asText();
        function();
        make(id + "Version", "AWS::Lambda::Version", properties().set("FunctionName", ref(id)));
        ObjectNode aliased = properties().put("Name", alias);
        aliased.set("FunctionName", ref(id));
        aliased.set("FunctionVersion", attribute(id + "Version", "Version"));
        make(id + ".Alias", "AWS::Lambda::Alias", aliased);
        property("Events").properties().forEach(event -> mapping(event.getKey(), event.getValue()));
        if (property("FunctionUrlConfig") instanceof ObjectNode url) {
            ObjectNode settings = url.deepCopy();
            settings.set("TargetFunctionArn", ref(id + ".Alias"));
            make(id + "Url", "AWS::Lambda::Url", settings);
        }
        if (property("EventInvokeConfig") instanceof ObjectNode config) {
            ObjectNode settings = config.deepCopy();
            if (settings.at("/DestinationConfig/OnFailure") instanceof ObjectNode destination) {
                destination.remove("Type");
            }
            settings.set("FunctionName", ref(id));
            make(id + "EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", settings.put("Qualifier", alias));
        }
    }

    private void function() {
        ObjectNode plain = written.deepCopy();
        plain.put("Type", "AWS::Lambda::Function");
        var properties = (ObjectNode) plain.get("Properties");
        properties.set("TracingConfig", properties().set("Mode", property("Tracing")));
        properties.remove(ELSEWHERE);
        resources.put(id, plain);
    }

    private void mapping(String name, JsonNode event) {
        ObjectNode mapping = event.path("Properties").deepCopy();
        var source = mapping.has("Queue") ? mapping.remove("Queue") : mapping.remove("Stream");
        mapping.set("EventSourceArn", source);
        mapping.set("FunctionName", ref(id + ".Alias"));
        make(id + name, "AWS::Lambda::EventSourceMapping", mapping);
    }

    private void make(String newId, String type, JsonNode properties) {
        ObjectNode resource = properties().put("Type", type);
        resource.set("Properties", properties);
        resources.put(newId, resource);
    }

    private static ObjectNode properties() {
        return JSON.createObjectNode();
    }

    private static JsonNode ref(String resource) {
        return properties().put("Ref", resource);
    }

    private static JsonNode attribute(String resource, String attribute) {
        var path = JsonNodeFactory.instance.arrayNode().add(resource).add(attribute);
        return properties().set("Fn::GetAtt", path);
    }
}
