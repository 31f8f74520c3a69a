package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import java.util.Map;
import java.util.Set;

/**
 * What SAM makes of a function's {@code Events}: event source mappings and rules. An event of another type becomes a
 * resource without effect, which says why it has none.
 */
final class SamEvents {

    private static final Set<String> PULLED = Set.of("SQS", "DynamoDB", "Kinesis");

    /** Events without an API of their own share one that SAM makes, and outputs like to refer to it. */
    private static final Map<String, String> SHARED_APIS =
            Map.of("Api", "ServerlessRestApi", "HttpApi", "ServerlessHttpApi");

    private final SamFunction function;
    private final Node called;

    /** @param called what the sources call: the function, or its alias */
    SamEvents(SamFunction function, Node called) {
        this.function = function;
        this.called = called;
    }

    void expand() {
        function.object(function.declaration().properties(), "Events", "Events")
                .entries()
                .forEach(this::event);
    }

    private void event(String name, Node event) {
        var path = "Events." + name;
        var id = function.id() + name;
        var type = event.get("Type").asText().orElse("");
        if (type.isEmpty()) {
            function.problem(event, path, "must have a Type, such as SQS");
            return;
        }
        var written = function.object(event, "Properties", path + ".Properties");
        var properties = written instanceof Node.Mapping mapping ? mapping : Node.Mapping.empty(event.line());
        var other = WithoutEffect.typeOfEvent(type);
        if (PULLED.contains(type)) {
            mapping(id, path + ".Properties", properties);
        } else if (type.equals("EventBridgeRule") || type.equals("CloudWatchEvent")) {
            new SamRule(function, called, path + ".Properties").expand(id, properties);
        } else if (!other.isEmpty()) {
            function.make(id, other, function.within(path), properties.entries());
            var api = SHARED_APIS.getOrDefault(type, "");
            if (!api.isEmpty() && !function.hasMade(api)) {
                function.imply(api, "AWS::Serverless::" + type);
            }
        } else {
            function.problem(event.get("Type"), path, type + " is no type of events in SAM");
        }
    }

    private void mapping(String id, String path, Node.Mapping written) {
        var source = written.get("Queue").isAbsent() ? "Stream" : "Queue";
        var arn = written.get(source);
        var properties = written.without(source).with("FunctionName", called);
        if (!arn.isAbsent()) {
            properties = properties.with("EventSourceArn", arn);
        }
        var origin = function.within(path, Map.of("EventSourceArn", source, "FunctionName", ""));
        function.make(id, "AWS::Lambda::EventSourceMapping", origin, properties.entries());
    }
}
