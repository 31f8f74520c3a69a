package dev.evenstep.local.template;

import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.RuleSpec.TargetSpec;
import dev.evenstep.local.stack.ScheduleSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::Events::Rule}. As in CloudFormation, {@code Ref} gives the name of a rule on the default bus, and
 * {@code bus|name} on any other.
 */
final class RuleResource implements ResourceType {

    private static final int MOST_TARGETS = 5;

    @Override
    public ResourceIdentity identify(Properties rule, ResourceNames names) {
        var name = names.name(rule, "Name", 64);
        var bus = busName(rule);
        var isDefault = bus.equals("default");
        var arn = names.arn("events", isDefault ? "rule/" + name : "rule/" + bus + "/" + name);
        return ResourceIdentity.of(name, isDefault ? name : bus + "|" + name, Map.of("Arn", arn));
    }

    /** A bus may be named by its name or by its ARN. */
    private static String busName(Properties rule) {
        var nameOrArn = rule.text("EventBusName", "default");
        return nameOrArn.startsWith("arn:")
                ? nameOrArn.substring(nameOrArn.indexOf(":event-bus/") + ":event-bus/".length())
                : nameOrArn;
    }

    @Override
    public void connect(Properties rule, ResourceIdentity identity, StackBuilder builder) {
        var bus = busName(rule);
        var name = identity.name();
        if (!name.matches("[.A-Za-z0-9_-]{1,64}")) {
            rule.problem("Name", "is " + name + "; must be up to 64 letters, digits and ._-");
        }
        if (rule.has("ScheduleExpression")) {
            schedule(rule, identity, builder);
        }
        if (!rule.has("EventPattern")) {
            rule.ignoreRest();
            if (!rule.has("ScheduleExpression")) {
                rule.problem("has neither an EventPattern nor a ScheduleExpression");
            }
            return;
        }
        var spec = new RuleSpec(
                rule.declaration().path(),
                name,
                bus,
                EventPatterns.read(rule, "EventPattern"),
                isEnabled(rule),
                targets(rule, builder));
        if (!bus.equals("default") && builder.buses.find(bus).isEmpty()) {
            rule.leave("EventBusName", "the bus " + bus + " " + IgnoredSettings.ELSEWHERE + ": the rule is left out");
        } else {
            builder.rules.add(bus + "|" + name, name, spec, rule);
        }
    }

    private static void schedule(Properties rule, ResourceIdentity identity, StackBuilder builder) {
        if (!busName(rule).equals("default")) {
            rule.problem(
                    "ScheduleExpression",
                    "stands on the bus " + busName(rule) + "; only the default bus has schedules");
        }
        ScheduleExpression.read(rule).ifPresent(every -> {
            var spec = new ScheduleSpec(
                    rule.declaration().path(),
                    identity.name(),
                    identity.arn(),
                    every,
                    isEnabled(rule),
                    targets(rule, builder));
            builder.schedules.add(spec.name(), spec.name(), spec, rule);
        });
    }

    private static boolean isEnabled(Properties rule) {
        var states = List.of("ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
        return !rule.choice("State", "ENABLED", states).equals("DISABLED");
    }

    private static List<TargetSpec> targets(Properties rule, StackBuilder builder) {
        List<TargetSpec> targets = new ArrayList<>();
        var written = rule.objects("Targets");
        if (written.size() > MOST_TARGETS) {
            rule.problem("Targets", "has " + written.size() + " targets; a rule has at most " + MOST_TARGETS);
        }
        written.forEach(target -> RuleTargets.read(target, builder).ifPresent(targets::add));
        if (targets.stream().map(TargetSpec::id).distinct().count() < targets.size()) {
            rule.problem("Targets", "has two targets with the same Id");
        }
        targets.sort(Comparator.comparing(TargetSpec::id));
        return targets;
    }
}
