package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What SAM makes of a function's {@code EventInvokeConfig}: the plain resource, and a queue or topic for a destination
 * that has a type and no ARN.
 */
final class SamInvokeConfig {

    private static final String PATH = "EventInvokeConfig";
    private static final Set<String> TYPES = Set.of("SQS", "SNS", "EventBridge", "Lambda", "S3Bucket");

    private final SamFunction function;
    private final Optional<SamAlias> alias;

    SamInvokeConfig(SamFunction function, Optional<SamAlias> alias) {
        this.function = function;
        this.alias = alias;
    }

    void resources(List<Declaration> all, Map<String, String> shorthands) {
        var config = function.object(function.declaration().properties(), PATH, PATH);
        if (config == null) {
            return;
        }
        Map<String, Node> properties = new LinkedHashMap<>(config.entries());
        properties.put("FunctionName", function.ref());
        properties.put("Qualifier", Nodes.text(alias.map(SamAlias::name).orElse("$LATEST"), config.line()));
        var destinations = function.object(config, "DestinationConfig", PATH + ".DestinationConfig");
        if (destinations != null) {
            var plain = destinations;
            for (var outcome : List.of("OnSuccess", "OnFailure")) {
                plain = destination(plain, outcome, all, shorthands);
            }
            properties.put("DestinationConfig", plain);
        }
        all.add(function.resource(function.id() + PATH, "AWS::Lambda::EventInvokeConfig", PATH, properties));
    }

    private Node.Mapping destination(
            Node.Mapping destinations, String outcome, List<Declaration> all, Map<String, String> shorthands) {
        var path = PATH + ".DestinationConfig." + outcome;
        var config = function.object(destinations, outcome, path);
        if (config == null) {
            return destinations.without(outcome);
        }
        var type = config.get("Type") instanceof Node.Scalar text ? text.text() : "";
        if (!TYPES.contains(type)) {
            function.problem(
                    config,
                    path + ".Type",
                    "must be one of " + TYPES.stream().sorted().toList());
            return destinations.without(outcome);
        }
        if (function.chosen(config, "Destination", path + ".Destination") != null) {
            return destinations.with(outcome, config.without("Type"));
        }
        var made = makes(type);
        if (made.isEmpty()) {
            function.problem(config, path + ".Destination", "is missing; SAM makes one for SQS and SNS only");
            return destinations.without(outcome);
        }
        var id = function.id() + PATH + outcome + made.get();
        all.add(function.resource(id, "AWS::" + type + "::" + made.get(), path, Map.of()));
        shorthands.put(function.id() + ".Destination" + made.get(), id);
        var arn = type.equals("SQS") ? Nodes.attribute(id, "Arn", config.line()) : Nodes.ref(id, config.line());
        return destinations.with(outcome, Node.Mapping.of("Destination", arn));
    }

    private static Optional<String> makes(String type) {
        return switch (type) {
            case "SQS" -> Optional.of("Queue");
            case "SNS" -> Optional.of("Topic");
            default -> Optional.empty();
        };
    }
}
