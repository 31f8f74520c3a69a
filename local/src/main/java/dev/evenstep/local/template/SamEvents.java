package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What SAM makes of a function's {@code Events}: event source mappings and rules. An event of another type becomes a
 * resource without effect, which says why it has none.
 */
final class SamEvents {

    private static final Set<String> PULLED = Set.of("SQS", "DynamoDB", "Kinesis");

    /** What stands for the other events, by SAM's type. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("Api", "AWS::ApiGateway::RestApi"),
            Map.entry("HttpApi", "AWS::ApiGatewayV2::Api"),
            Map.entry("WebSocketApi", "AWS::ApiGatewayV2::Api"),
            Map.entry("Schedule", "AWS::Scheduler::Schedule"),
            Map.entry("ScheduleV2", "AWS::Scheduler::Schedule"),
            Map.entry("S3", "AWS::S3::Notification"),
            Map.entry("SNS", "AWS::SNS::Subscription"),
            Map.entry("CloudWatchLogs", "AWS::Logs::SubscriptionFilter"),
            Map.entry("Cognito", "AWS::Cognito::UserPool"),
            Map.entry("IoTRule", "AWS::IoT::TopicRule"),
            Map.entry("AlexaSkill", "AWS::Alexa::Skill"),
            Map.entry("MSK", "AWS::MSK::Cluster"),
            Map.entry("SelfManagedKafka", "AWS::MSK::Cluster"),
            Map.entry("MQ", "AWS::AmazonMQ::Broker"),
            Map.entry("DocumentDB", "AWS::DocDB::DBCluster"));

    private final SamFunction function;
    private final Node called;

    /** @param alias what the sources call, if not the function itself */
    SamEvents(SamFunction function, Optional<SamAlias> alias) {
        this.function = function;
        this.called = function.arn(alias);
    }

    void resources(List<Declaration> all) {
        var events = function.object(function.declaration().properties(), "Events", "Events");
        if (events != null) {
            events.entries().forEach((name, node) -> event(name, node, all));
        }
    }

    private void event(String name, Node node, List<Declaration> all) {
        var path = "Events." + name;
        if (!(node instanceof Node.Mapping event && event.get("Type") instanceof Node.Scalar type)) {
            function.problem(node, path, "must have a Type, such as SQS");
            return;
        }
        var written = function.object(event, "Properties", path + ".Properties");
        var properties = written == null ? Node.Mapping.empty(event.line()) : written;
        var id = function.id() + name;
        if (PULLED.contains(type.text())) {
            all.add(mapping(id, path, properties));
        } else if (type.text().equals("EventBridgeRule") || type.text().equals("CloudWatchEvent")) {
            new SamRule(function, called, path + ".Properties").resources(id, properties, all);
        } else if (OTHERS.containsKey(type.text())) {
            all.add(function.resource(id, OTHERS.getOrDefault(type.text(), ""), path, properties.entries()));
            impliedApi(type.text(), all);
        } else {
            function.problem(type, path, type.text() + " is no type of events in SAM");
        }
    }

    private Declaration mapping(String id, String path, Node.Mapping written) {
        Map<String, Node> properties = new LinkedHashMap<>(written.entries());
        var source = properties.containsKey("Queue") ? "Queue" : "Stream";
        var arn = properties.remove(source);
        if (arn != null) {
            properties.put("EventSourceArn", arn);
        }
        properties.put("FunctionName", called);
        destination(written, path).ifPresent(config -> properties.put("DestinationConfig", config));
        var origin = function.declaration()
                .origin()
                .within(path + ".Properties", Map.of("EventSourceArn", source, "FunctionName", ""));
        return function.resource(id, "AWS::Lambda::EventSourceMapping", origin, properties);
    }

    /** Without the destination's type, which SAM takes to write policies and leaves out. */
    private Optional<Node> destination(Node.Mapping written, String path) {
        var configPath = path + ".Properties.DestinationConfig";
        var config = function.object(written, "DestinationConfig", configPath);
        var onFailure = config == null ? null : function.object(config, "OnFailure", configPath + ".OnFailure");
        return config == null || onFailure == null
                ? Optional.empty()
                : Optional.of(config.with("OnFailure", onFailure.without("Type")));
    }

    /** Events without an API of their own share one that SAM makes, and outputs like to refer to it. */
    private void impliedApi(String type, List<Declaration> all) {
        var id = switch (type) {
            case "Api" -> "ServerlessRestApi";
            case "HttpApi" -> "ServerlessHttpApi";
            default -> "";
        };
        if (!id.isEmpty()
                && all.stream().noneMatch(declaration -> declaration.id().equals(id))) {
            all.add(function.implied(id, "AWS::Serverless::" + type));
        }
    }
}
