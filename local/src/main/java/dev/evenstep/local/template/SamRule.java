package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What SAM makes of an event of type {@code EventBridgeRule}: a rule with one target, and its dead-letter queue. */
final class SamRule {

    private static final List<String> OF_TARGET = List.of("Input", "InputPath", "InputTransformer", "RetryPolicy");

    private final SamFunction function;
    private final Node called;
    private final String path;

    SamRule(SamFunction function, Node called, String path) {
        this.function = function;
        this.called = called;
        this.path = path;
    }

    void resources(String id, Node.Mapping written, List<Declaration> all) {
        Map<String, Node> rule = new LinkedHashMap<>(written.entries());
        Map<String, Node> target = new LinkedHashMap<>();
        target.put("Arn", called);
        target.put("Id", targetId(id, rule.remove("Target")));
        for (var property : OF_TARGET) {
            var value = rule.remove(property);
            if (value != null) {
                target.put(property, value);
            }
        }
        var deadLetters = function.object(written, "DeadLetterConfig", path + ".DeadLetterConfig");
        rule.remove("DeadLetterConfig");
        if (deadLetters != null) {
            target.put("DeadLetterConfig", deadLetterConfig(id, deadLetters, all));
        }
        rename(rule, "RuleName", "Name");
        rename(rule, "Pattern", "EventPattern");
        state(rule);
        var line = written.line();
        rule.put("Targets", new Node.Sequence(List.of(new Node.Mapping(target, line)), line));
        var origin = function.declaration()
                .origin()
                .within(
                        path,
                        Map.of("Targets.0", "", "Targets.0.Arn", "", "EventPattern", "Pattern", "Name", "RuleName"));
        all.add(function.resource(id, "AWS::Events::Rule", origin, rule));
        all.add(function.implied(id + "Permission", "AWS::Lambda::Permission"));
    }

    private Node targetId(String id, @Nullable Node written) {
        if (written instanceof Node.Mapping target) {
            var own = function.chosen(target, "Id", path + ".Target.Id");
            if (own != null) {
                return own;
            }
        }
        var name = id + "LambdaTarget";
        return Nodes.text(name.length() > 64 ? name.substring(name.length() - 64) : name, function.line());
    }

    private static void rename(Map<String, Node> properties, String from, String to) {
        var value = properties.remove(from);
        if (value != null) {
            properties.put(to, value);
        }
    }

    private void state(Map<String, Node> rule) {
        var written = rule.remove("Enabled");
        if (written == null) {
            return;
        }
        if (rule.containsKey("State")) {
            function.problem(written, path + ".Enabled", "stands beside State; SAM takes only one of them");
        }
        var place = Place.of(function.declaration().origin().where(path + ".Enabled"));
        if (function.evaluator().resolve(written, place) instanceof Node.Scalar enabled) {
            rule.put("State", Nodes.text(enabled.text().equals("false") ? "DISABLED" : "ENABLED", enabled.line()));
        }
    }

    private Node deadLetterConfig(String id, Node.Mapping config, List<Declaration> all) {
        var arn = function.chosen(config, "Arn", path + ".DeadLetterConfig.Arn");
        var type = config.get("Type");
        if ((arn == null) == (type == null)) {
            function.problem(config, path + ".DeadLetterConfig", "must have either Arn or Type");
        } else if (type instanceof Node.Scalar text && !text.text().equals("SQS")) {
            function.problem(type, path + ".DeadLetterConfig.Type", "is " + text.text() + "; must be SQS");
        }
        if (arn != null) {
            return Node.Mapping.of("Arn", arn);
        }
        var queue = config.get("QueueLogicalId") instanceof Node.Scalar own ? own.text() : id + "Queue";
        all.add(function.resource(queue, "AWS::SQS::Queue", path + ".DeadLetterConfig", Map.of()));
        return Node.Mapping.of("Arn", Nodes.attribute(queue, "Arn", config.line()));
    }
}
