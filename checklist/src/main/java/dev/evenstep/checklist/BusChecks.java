package dev.evenstep.checklist;

import dev.evenstep.checklist.Check.Subject;
import dev.evenstep.checklist.Deployment.Target;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Of buses, and of rules and their targets. */
final class BusChecks {

    private BusChecks() {}

    static List<Check> all() {
        return List.of(
                ofTargets(
                        "rule-keeps-what-it-cannot-deliver",
                        "DeadLetterConfig.Arn",
                        "a queue: else an event is gone after its attempts"),
                new Check("rule-may-write-its-dead-letters", BusChecks::withDeadLetters, BusChecks::mayWrite),
                ofTargets("rule-bounds-attempts", "RetryPolicy.MaximumRetryAttempts", "said, 0 to 185"),
                ofTargets("rule-bounds-age", "RetryPolicy.MaximumEventAgeInSeconds", "said, 60 to 86400"),
                new Check("bus-is-archived", deployment -> deployment.of(Deployment.BUS), BusChecks::archived),
                new Check("bus-is-not-open", deployment -> deployment.of(Deployment.BUS), BusChecks::closed));
    }

    private static Check ofTargets(String name, String property, String demand) {
        Predicate<Target> said = target -> !target.text(property).isEmpty();
        return new Check(
                name,
                deployment -> deployment.of(Deployment.RULE),
                subject -> targets(subject)
                        .flatMap(target -> subject.demand(said.test(target), "Targets." + property, demand)));
    }

    private static Stream<Target> targets(Subject subject) {
        return subject.deployment().targets().filter(target -> target.rule().equals(subject.resource()));
    }

    private static Stream<Resource> withDeadLetters(Deployment deployment) {
        return deployment
                .targets()
                .filter(target -> !target.text("DeadLetterConfig.Arn").isEmpty())
                .map(Target::rule)
                .distinct();
    }

    private static Stream<Finding> mayWrite(Subject subject) {
        var deployment = subject.deployment();
        return targets(subject)
                .map(target -> target.text("DeadLetterConfig.Arn"))
                .flatMap(
                        arn -> subject.demand(
                                deployment
                                        .find(Deployment.QUEUE, arn)
                                        .filter(queue -> QueueChecks.admits(deployment, queue, subject.resource()))
                                        .isPresent(),
                                "Targets.DeadLetterConfig.Arn",
                                arn,
                                "a queue whose policy allows events.amazonaws.com sqs:SendMessage for this rule's aws:SourceArn"));
    }

    private static Stream<Finding> archived(Subject subject) {
        var archives = subject.deployment()
                .of("AWS::Events::Archive")
                .filter(archive -> subject.resource().is(archive.text("SourceArn")))
                .toList();
        if (archives.isEmpty()) {
            return subject.demand(false, "Archive", "", "one of all its events, with a retention");
        }
        return archives.stream()
                .filter(archive -> archive.number("RetentionDays") < 1)
                .map(archive -> Finding.of(archive, "RetentionDays", "said: else events are kept for ever"));
    }

    private static Stream<Finding> closed(Subject subject) {
        return subject.deployment()
                .of("AWS::Events::EventBusPolicy")
                .filter(policy -> subject.resource().is(policy.text("EventBusName")))
                .filter(policy -> policy.at("Condition").isEmpty()
                        && policy.at("Statement.Condition").isEmpty())
                .filter(policy -> Stream.of("Principal", "Statement.Principal", "Statement.Principal.AWS")
                        .anyMatch(principal -> policy.each(principal).contains("*")))
                .map(policy ->
                        Finding.of(policy, "Statement.Principal", "*", "an account, or restricted by a condition"));
    }
}
