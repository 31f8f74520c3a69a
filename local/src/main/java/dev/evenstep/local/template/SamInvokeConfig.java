package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import java.util.List;
import java.util.Map;

/**
 * What SAM makes of a function's {@code EventInvokeConfig}: the plain resource, and a queue or topic for a destination
 * that has a type and no ARN.
 */
final class SamInvokeConfig {

    private static final String PATH = "EventInvokeConfig";
    private static final List<String> TYPES = List.of("EventBridge", "Lambda", "S3Bucket", "SNS", "SQS");

    private final SamFunction function;

    SamInvokeConfig(SamFunction function) {
        this.function = function;
    }

    /** @param alias no text: there is none */
    void expand(String alias) {
        var config = function.object(function.declaration().properties(), PATH, PATH);
        if (!(config instanceof Node.Mapping properties)) {
            return;
        }
        var destinations = function.object(config, "DestinationConfig", PATH + ".DestinationConfig");
        if (destinations instanceof Node.Mapping plain) {
            for (var outcome : List.of("OnSuccess", "OnFailure")) {
                var destination = destination(destinations, outcome);
                plain = destination.isAbsent() ? plain.without(outcome) : plain.with(outcome, destination);
            }
            properties = properties.with("DestinationConfig", plain);
        }
        properties = properties
                .with("FunctionName", function.ref(function.id()))
                .with("Qualifier", function.text(alias.isEmpty() ? "$LATEST" : alias));
        var origin = function.within(PATH);
        function.make(function.id() + PATH, "AWS::Lambda::EventInvokeConfig", origin, properties.entries());
    }

    private Node destination(Node destinations, String outcome) {
        var path = PATH + ".DestinationConfig." + outcome;
        if (!(function.object(destinations, outcome, path) instanceof Node.Mapping config)) {
            return new Node.NoValue(destinations.line());
        }
        var type = config.get("Type").asText().orElse("");
        if (!TYPES.contains(type)) {
            function.problem(config, path + ".Type", "must be one of " + TYPES);
            return new Node.NoValue(config.line());
        }
        if (!function.chosen(config, "Destination", path + ".Destination").isAbsent()) {
            return config;
        }
        return switch (type) {
            case "SQS" -> Node.Mapping.of("Destination", function.attribute(made(outcome, path, type, "Queue"), "Arn"));
            case "SNS" -> Node.Mapping.of("Destination", function.ref(made(outcome, path, type, "Topic")));
            default -> {
                function.problem(config, path + ".Destination", "is missing; SAM makes one for SQS and SNS only");
                yield new Node.NoValue(config.line());
            }
        };
    }

    /** The logical id of the queue or topic made. */
    private String made(String outcome, String path, String service, String resource) {
        var id = function.id() + PATH + outcome + resource;
        var origin = function.within(path);
        function.make(id, "AWS::" + service + "::" + resource, origin, Map.of());
        function.shorten("Destination" + resource, id);
        return id;
    }
}
