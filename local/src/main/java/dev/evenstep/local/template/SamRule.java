package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What SAM makes of an event of type {@code EventBridgeRule}: a rule with one target, and its dead-letter queue. */
final class SamRule {

    /** Where the pieces of the plain rule stand in what was written. */
    private static final Map<String, String> WRITTEN =
            Map.of("Targets.0", "", "Targets.0.Arn", "", "EventPattern", "Pattern", "Name", "RuleName");

    private final SamFunction function;
    private final Node called;
    private final String path;

    SamRule(SamFunction function, Node called, String path) {
        this.function = function;
        this.called = called;
        this.path = path;
    }

    void expand(String id, Node.Mapping written) {
        Map<String, Node> rule = new LinkedHashMap<>(written.entries());
        Map<String, Node> target = new LinkedHashMap<>();
        target.put("Arn", called);
        target.put("Id", targetId(id, written.get("Target")));
        for (var property : List.of("Input", "InputPath", "InputTransformer", "RetryPolicy")) {
            move(rule, property, target, property);
        }
        var deadLetters = function.object(written, "DeadLetterConfig", path + ".DeadLetterConfig");
        if (!deadLetters.isAbsent()) {
            target.put("DeadLetterConfig", deadLetterConfig(id, deadLetters));
        }
        rule.remove("Target");
        rule.remove("DeadLetterConfig");
        move(rule, "RuleName", rule, "Name");
        move(rule, "Pattern", rule, "EventPattern");
        state(rule, written.get("Enabled"));
        var line = written.line();
        rule.put("Targets", new Node.Sequence(List.of(new Node.Mapping(target, line)), line));
        var origin = function.within(path, WRITTEN);
        function.make(id, "AWS::Events::Rule", origin, rule);
        function.imply(id + "Permission", "AWS::Lambda::Permission");
    }

    private static void move(Map<String, Node> from, String name, Map<String, Node> to, String newName) {
        var value = from.remove(name);
        if (value != null) {
            to.put(newName, value);
        }
    }

    private Node targetId(String id, Node written) {
        var own = function.chosen(written, "Id", path + ".Target.Id");
        var name = id + "LambdaTarget";
        return own.isAbsent() ? function.text(name.substring(Math.max(0, name.length() - 64))) : own;
    }

    private void state(Map<String, Node> rule, Node written) {
        if (rule.remove("Enabled") == null) {
            return;
        }
        if (rule.containsKey("State")) {
            function.problem(written, path + ".Enabled", "stands beside State; SAM takes only one of them");
        }
        var place = Place.of(function.declaration().origin().where(path + ".Enabled"));
        function.evaluator()
                .resolve(written, place)
                .asText()
                .ifPresent(
                        enabled -> rule.put("State", function.text(enabled.equals("false") ? "DISABLED" : "ENABLED")));
    }

    private Node deadLetterConfig(String id, Node config) {
        var configPath = path + ".DeadLetterConfig";
        var arn = function.chosen(config, "Arn", configPath + ".Arn");
        var type = config.get("Type");
        if (arn.isAbsent() == type.isAbsent()) {
            function.problem(config, configPath, "must have either Arn or Type");
        } else if (type.asText().filter(text -> !text.equals("SQS")).isPresent()) {
            function.problem(type, configPath + ".Type", "is " + type.asText().orElse("") + "; must be SQS");
        }
        if (!arn.isAbsent()) {
            return Node.Mapping.of("Arn", arn);
        }
        var queue = config.get("QueueLogicalId").asText().orElse(id + "Queue");
        var origin = function.within(configPath);
        function.make(queue, "AWS::SQS::Queue", origin, Map.of());
        return Node.Mapping.of("Arn", function.attribute(queue, "Arn"));
    }
}
