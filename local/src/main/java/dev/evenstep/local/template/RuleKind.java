package dev.evenstep.local.template;

import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.RuleSpec.TargetSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS::Events::Rule}. As in CloudFormation, {@code Ref} gives the name of a rule on the default bus, and
 * {@code bus|name} on any other.
 */
final class RuleKind implements Kind {

    private static final int MOST_TARGETS = 5;

    private static final PropertyTable PROPERTIES = PropertyTable.empty()
            .honours("Name", "EventBusName", "EventPattern", "State")
            .honours("Targets.Id", "Targets.Arn", "Targets.Input", "Targets.InputPath")
            .honours("Targets.InputTransformer.InputPathsMap", "Targets.InputTransformer.InputTemplate")
            .honours("Targets.RetryPolicy.MaximumRetryAttempts", "Targets.RetryPolicy.MaximumEventAgeInSeconds")
            .honours("Targets.DeadLetterConfig.Arn", "Targets.SqsParameters.MessageGroupId")
            .compares("schedules do not fire locally", "ScheduleExpression")
            .leaves(Why.PERMISSIONS, "RoleArn", "Targets.RoleArn")
            .leaves("only queues and functions are targets locally", "Targets.AppSyncParameters")
            .leaves("only queues and functions are targets locally", "Targets.BatchParameters")
            .leaves("only queues and functions are targets locally", "Targets.EcsParameters")
            .leaves("only queues and functions are targets locally", "Targets.HttpParameters")
            .leaves("only queues and functions are targets locally", "Targets.KinesisParameters")
            .leaves("only queues and functions are targets locally", "Targets.RedshiftDataParameters")
            .leaves("only queues and functions are targets locally", "Targets.RunCommandParameters")
            .leaves("only queues and functions are targets locally", "Targets.SageMakerPipelineParameters")
            .leaves(Why.DESCRIPTION, "Description")
            .leaves(Why.TAGS, "Tags");

    @Override
    public PropertyTable properties() {
        return PROPERTIES;
    }

    @Override
    public Identity identify(Glance glance) {
        var name = glance.name("Name", 64);
        var bus = busName(glance.text("EventBusName").orElse("default"));
        var ref = bus.equals("default") ? name : bus + "|" + name;
        return Identity.of(name, ref, Map.of("Arn", glance.arns().rule(bus, name)));
    }

    /** A bus may be named by its name or by its ARN. */
    private static String busName(String nameOrArn) {
        return nameOrArn.startsWith("arn:")
                ? nameOrArn.substring(nameOrArn.indexOf(":event-bus/") + ":event-bus/".length())
                : nameOrArn;
    }

    @Override
    public void connect(Properties rule, Identity identity, Draft draft) {
        var before = rule.problems();
        var bus = busName(rule.text("EventBusName", "default"));
        if (!identity.name().matches("[.A-Za-z0-9_-]{1,64}")) {
            rule.problem("Name", "is " + identity.name() + "; must be up to 64 letters, digits and ._-");
        }
        if (rule.has("EventPattern")) {
            var pattern = pattern(rule);
            var targets = targets(rule, draft);
            var enabled = !rule.choice(
                            "State",
                            "ENABLED",
                            List.of("ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"))
                    .equals("DISABLED");
            if (!bus.equals("default") && draft.bus(bus).isEmpty()) {
                draft.leave(rule, "EventBusName", "the bus " + bus + " " + Why.ELSEWHERE + ": the rule is left out");
            } else if (rule.problems() == before) {
                draft.add(new RuleSpec(rule.declaration().id(), identity.name(), bus, pattern, enabled, targets), rule);
            }
        } else if (!rule.has("ScheduleExpression")) {
            rule.problem("has neither an EventPattern nor a ScheduleExpression");
        }
    }

    private static String pattern(Properties rule) {
        var outcome = rule.node("EventPattern").map(EventPatterns::canonical);
        outcome.filter(found -> !found.isRight())
                .ifPresent(found -> rule.problem("EventPattern", "is no event pattern: " + found.wrong()));
        return outcome.map(EventPatterns.Outcome::pattern).orElse("");
    }

    private static List<TargetSpec> targets(Properties rule, Draft draft) {
        List<TargetSpec> targets = new ArrayList<>();
        var written = rule.objects("Targets");
        if (written.size() > MOST_TARGETS) {
            rule.problem("Targets", "has " + written.size() + " targets; a rule has at most " + MOST_TARGETS);
        }
        written.forEach(target -> RuleTargets.read(target, draft).ifPresent(targets::add));
        if (targets.stream().map(TargetSpec::id).distinct().count() < targets.size()) {
            rule.problem("Targets", "has two targets with the same Id");
        }
        targets.sort(Comparator.comparing(TargetSpec::id));
        return targets;
    }
}
