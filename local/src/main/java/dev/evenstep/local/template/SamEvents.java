package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.ValueLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What SAM makes of a function's {@code Events}: event source mappings and rules. An event of another type becomes a
 * resource without effect, which says why it has none.
 */
final class SamEvents {

    private static final Set<String> PULLED = Set.of("SQS", "DynamoDB", "Kinesis", "MSK", "SelfManagedKafka", "MQ");

    /** What SAM calls the source of an event. */
    private static final List<String> SOURCES = List.of("Queue", "Broker", "Stream");

    /** Where the pieces of a rule stand in what was written. */
    private static final Map<String, String> WRITTEN =
            Map.of("Targets.0", "", "Targets.0.Arn", "", "EventPattern", "Pattern", "Name", "RuleName");

    private static final Map<String, String> WRITTEN_SCHEDULE =
            Map.of("Targets.0", "", "Targets.0.Arn", "", "ScheduleExpression", "Schedule");

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
        var other = IgnoredSettings.typeOfEvent(type);
        if (PULLED.contains(type)) {
            mapping(id, path + ".Properties", kafka(type, properties));
        } else if (type.equals("EventBridgeRule") || type.equals("CloudWatchEvent")) {
            rule(id, path + ".Properties", properties, WRITTEN);
        } else if (type.equals("Schedule")) {
            rule(id, path + ".Properties", properties, WRITTEN_SCHEDULE);
        } else if (type.equals("SNS")) {
            subscription(id, path + ".Properties", properties);
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

    /** What SAM has flat and CloudFormation has not. */
    private static Node.Mapping kafka(String type, Node.Mapping written) {
        var servers = written.get("KafkaBootstrapServers");
        var group = written.get("ConsumerGroupId");
        var config = type.equals("MSK") ? "AmazonManagedKafkaEventSourceConfig" : "SelfManagedKafkaEventSourceConfig";
        var kafka = written.without("KafkaBootstrapServers").without("ConsumerGroupId");
        if (!servers.isAbsent()) {
            kafka = kafka.with(
                    "SelfManagedEventSource",
                    Node.Mapping.of("Endpoints", Node.Mapping.of("KafkaBootstrapServers", servers)));
        }
        return group.isAbsent() ? kafka : kafka.with(config, Node.Mapping.of("ConsumerGroupId", group));
    }

    private void mapping(String id, String path, Node.Mapping written) {
        var source = SOURCES.stream()
                .filter(name -> !written.get(name).isAbsent())
                .findFirst()
                .orElse("Stream");
        var arn = written.get(source);
        var properties = written.without(source).with("FunctionName", called);
        if (!arn.isAbsent()) {
            properties = properties.with("EventSourceArn", arn);
        }
        var origin = function.within(path, Map.of("EventSourceArn", source, "FunctionName", ""));
        function.make(id, "AWS::Lambda::EventSourceMapping", origin, properties.entries());
    }

    /** A subscription of the function itself: SAM's own queue between them is another shape, and named. */
    private void subscription(String id, String path, Node.Mapping written) {
        if (!written.get("SqsSubscription").isAbsent()) {
            function.problem(
                    written.get("SqsSubscription"),
                    path + ".SqsSubscription",
                    "does not run locally; declare the queue, its subscription and an SQS event");
        }
        var topic = written.get("Topic");
        var properties = written.without("Topic")
                .without("SqsSubscription")
                .with("Endpoint", called)
                .with("Protocol", function.text("lambda"));
        if (!topic.isAbsent()) {
            properties = properties.with("TopicArn", topic);
        }
        var origin = function.within(path, Map.of("TopicArn", "Topic", "Endpoint", "", "Protocol", ""));
        function.make(id, "AWS::SNS::Subscription", origin, properties.entries());
        function.imply(id + "Permission", "AWS::Lambda::Permission");
    }

    /** A rule with one target, and its dead-letter queue. */
    private void rule(String id, String path, Node.Mapping written, Map<String, String> places) {
        Map<String, Node> rule = new LinkedHashMap<>(written.entries());
        Map<String, Node> target = new LinkedHashMap<>();
        target.put("Arn", called);
        target.put("Id", targetId(id, path, written.get("Target")));
        for (var property : List.of("Input", "InputPath", "InputTransformer", "RetryPolicy")) {
            move(rule, property, target, property);
        }
        var deadLetters = function.object(written, "DeadLetterConfig", path + ".DeadLetterConfig");
        if (!deadLetters.isAbsent()) {
            target.put("DeadLetterConfig", deadLetterConfig(id, path + ".DeadLetterConfig", deadLetters));
        }
        rule.remove("Target");
        rule.remove("DeadLetterConfig");
        move(rule, "RuleName", rule, "Name");
        move(rule, "Pattern", rule, "EventPattern");
        move(rule, "Schedule", rule, "ScheduleExpression");
        state(rule, path + ".Enabled", written.get("Enabled"));
        var line = written.line();
        rule.put("Targets", new Node.NodeList(List.of(new Node.Mapping(target, line)), line));
        var origin = function.within(path, places);
        function.make(id, "AWS::Events::Rule", origin, rule);
        function.imply(id + "Permission", "AWS::Lambda::Permission");
    }

    private static void move(Map<String, Node> from, String name, Map<String, Node> to, String newName) {
        var value = from.remove(name);
        if (value != null) {
            to.put(newName, value);
        }
    }

    private Node targetId(String id, String path, Node written) {
        var own = function.chosen(written, "Id", path + ".Target.Id");
        var name = id + "LambdaTarget";
        return own.isAbsent() ? function.text(name.substring(Math.max(0, name.length() - 64))) : own;
    }

    private void state(Map<String, Node> rule, String path, Node written) {
        if (rule.remove("Enabled") == null) {
            return;
        }
        if (rule.containsKey("State")) {
            function.problem(written, path, "stands beside State; SAM takes only one of them");
        }
        var place = ValueLocation.of(function.declaration().origin().where(path));
        function.evaluator()
                .resolve(written, place)
                .asText()
                .ifPresent(
                        enabled -> rule.put("State", function.text(enabled.equals("false") ? "DISABLED" : "ENABLED")));
    }

    private Node deadLetterConfig(String id, String path, Node config) {
        var arn = function.chosen(config, "Arn", path + ".Arn");
        var type = config.get("Type");
        if (arn.isAbsent() == type.isAbsent()) {
            function.problem(config, path, "must have either Arn or Type");
        } else if (type.asText().filter(text -> !text.equals("SQS")).isPresent()) {
            function.problem(type, path + ".Type", "is " + type.asText().orElse("") + "; must be SQS");
        }
        if (!arn.isAbsent()) {
            return Node.Mapping.of("Arn", arn);
        }
        var queue = config.get("QueueLogicalId").asText().orElse(id + "Queue");
        var origin = function.within(path);
        function.make(queue, "AWS::SQS::Queue", origin, Map.of());
        return Node.Mapping.of("Arn", function.attribute(queue, "Arn"));
    }
}
