package dev.evenstep.checklist;

import dev.evenstep.checklist.Check.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Of alarms: each tells somebody, and nothing that can go wrong is without one. */
final class AlarmChecks {

    private static final long SHARE_OF_TIMEOUT = 900;

    private AlarmChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("alarm-tells-somebody", AlarmChecks::alarms, AlarmChecks::tells),
                Check.of(
                        "alarm-is-not-raised-by-silence",
                        AlarmChecks::alarms,
                        "TreatMissingData",
                        alarm -> alarm.text("TreatMissingData").equals("notBreaching"),
                        "notBreaching"),
                Check.of(
                        "alarm-says-what-to-do",
                        AlarmChecks::alarms,
                        "AlarmDescription",
                        alarm -> alarm.text("AlarmDescription").contains("runbook"),
                        "what it means, with a link to the runbook"),
                watched("dead-letters-are-watched", Deployment::deadLetterQueues, "ApproximateNumberOfMessagesVisible"),
                watched("age-of-messages-is-watched", Deployment::consumedQueues, "ApproximateAgeOfOldestMessage"),
                watched("errors-are-watched", AlarmChecks::functions, "Errors"),
                watched("throttles-are-watched", AlarmChecks::functions, "Throttles"),
                new Check("duration-is-watched", AlarmChecks::functions, AlarmChecks::duration),
                new Check("concurrency-is-watched", AlarmChecks::functions, AlarmChecks::concurrency),
                watched("dropped-events-are-watched", Deployment::invokedFunctions, "AsyncEventsDropped"),
                watched("destinations-are-watched", AlarmChecks::withDestination, "DestinationDeliveryFailures"),
                watched("iterator-age-is-watched", AlarmChecks::ofStreams, "IteratorAge"),
                ofRules("failed-invocations-are-watched", rules -> rules, "FailedInvocations"),
                ofRules("undelivered-events-are-watched", AlarmChecks::withDeadLetters, "InvocationsSentToDlq"),
                ofRules("lost-events-are-watched", AlarmChecks::withDeadLetters, "InvocationsFailedToBeSentToDlq"),
                watched("throttled-reads-are-watched", AlarmChecks::tables, "ReadThrottleEvents"),
                watched("throttled-writes-are-watched", AlarmChecks::tables, "WriteThrottleEvents"),
                watched("system-errors-are-watched", AlarmChecks::tables, "SystemErrors"),
                new Check(
                        "service-has-a-dashboard",
                        deployment -> functions(deployment)
                                .sorted(Comparator.comparing(Resource::label))
                                .limit(1),
                        subject -> subject.demand(
                                subject.deployment()
                                        .of("AWS::CloudWatch::Dashboard")
                                        .findAny()
                                        .isPresent(),
                                "Dashboard",
                                "",
                                "one of the stack")));
    }

    private static Stream<Finding> tells(Subject subject) {
        var alarm = subject.resource();
        return Stream.concat(
                subject.demand(!alarm.each("AlarmActions").isEmpty(), "AlarmActions", "a topic"),
                subject.demand(
                        !alarm.text("ActionsEnabled").equals("false"), "ActionsEnabled", "true: else nobody is told"));
    }

    private static Stream<Resource> alarms(Deployment deployment) {
        return deployment.of(Deployment.ALARM);
    }

    private static Stream<Resource> functions(Deployment deployment) {
        return deployment.of(Deployment.FUNCTION);
    }

    private static Stream<Resource> tables(Deployment deployment) {
        return deployment.of(Deployment.TABLE);
    }

    private static Stream<Resource> withDestination(Deployment deployment) {
        return functions(deployment)
                .filter(function -> Stream.of(Deployment.MAPPING, Deployment.INVOKE_CONFIG)
                        .flatMap(deployment::of)
                        .filter(source -> !source.text("DestinationConfig.OnFailure.Destination")
                                .isEmpty())
                        .anyMatch(source -> isOf(deployment, source, function)));
    }

    private static Stream<Resource> ofStreams(Deployment deployment) {
        return functions(deployment)
                .filter(function ->
                        deployment.mappingsOfStreams().anyMatch(mapping -> isOf(deployment, mapping, function)));
    }

    private static boolean isOf(Deployment deployment, Resource source, Resource function) {
        return deployment
                .function(source.text("FunctionName"))
                .filter(function::equals)
                .isPresent();
    }

    private static Stream<Resource> withDeadLetters(Stream<Resource> rules) {
        return rules.filter(rule -> rule.each("Targets").stream()
                .anyMatch(target -> Resource.at(target, "DeadLetterConfig.Arn").isPresent()));
    }

    /** An alarm on a metric that has the resource among its dimensions. */
    private static Check watched(String name, Function<Deployment, Stream<Resource>> resources, String metric) {
        return new Check(
                name,
                resources,
                subject -> subject.demand(
                        watching(subject, metric).findAny().isPresent(), "Alarm on " + metric, "", "there"));
    }

    private static Stream<Resource> watching(Subject subject, String metric) {
        return alarms(subject.deployment())
                .filter(alarm -> metrics(alarm)
                        .anyMatch(one -> one.name().equals(metric)
                                && one.dimensions().values().stream().anyMatch(subject.resource()::is)));
    }

    /** Metrics of rules have the name of the bus too, unless it is the default one. */
    private static Check ofRules(String name, Function<Stream<Resource>, Stream<Resource>> which, String metric) {
        return new Check(name, deployment -> which.apply(deployment.of(Deployment.RULE)), subject -> {
            var rule = subject.resource();
            var bus = rule.text("EventBusName");
            var found = alarms(subject.deployment())
                    .flatMap(AlarmChecks::metrics)
                    .filter(one -> one.name().equals(metric))
                    .filter(one -> rule.is(one.dimensions().getOrDefault("RuleName", "")))
                    .anyMatch(one ->
                            one.dimensions().getOrDefault("EventBusName", "").equals(bus));
            var dimensions = bus.isEmpty() ? "RuleName" : "EventBusName and RuleName";
            return subject.demand(found, "Alarm on " + metric, "", "there, by " + dimensions);
        });
    }

    private static Stream<Finding> duration(Subject subject) {
        var timeout = subject.resource().number("Timeout");
        var alarms = watching(subject, "Duration").toList();
        if (alarms.isEmpty()) {
            return subject.demand(false, "Alarm on Duration", "", "there");
        }
        return alarms.stream()
                .filter(alarm -> alarm.number("Threshold") > timeout * SHARE_OF_TIMEOUT
                        || !alarm.text("ExtendedStatistic").equals("p99"))
                .map(alarm -> Finding.of(
                        alarm,
                        "Threshold",
                        "at most " + timeout * SHARE_OF_TIMEOUT + " ms of p99, 90 % of the time-out of "
                                + subject.resource().label()));
    }

    /** Of the account: what takes all of it is seldom the function that is throttled. */
    private static Stream<Finding> concurrency(Subject subject) {
        var found = alarms(subject.deployment())
                .flatMap(AlarmChecks::metrics)
                .anyMatch(metric -> metric.name().equals("ConcurrentExecutions"));
        return subject.demand(found, "Alarm on ConcurrentExecutions", "", "there, of the account or of the function");
    }

    private record Metric(String name, Map<String, String> dimensions) {}

    /** The one that stands in the alarm, or those that it calculates with. */
    private static Stream<Metric> metrics(Resource alarm) {
        return Stream.concat(
                        Stream.of(alarm.properties()),
                        alarm.each("Metrics").stream()
                                .flatMap(metric -> Resource.at(metric, "MetricStat.Metric").stream()))
                .map(metric -> new Metric(
                        Resource.at(metric, "MetricName").map(Object::toString).orElse(""),
                        Resource.each(metric, "Dimensions").stream()
                                .collect(Collectors.toMap(
                                        one -> text(one, "Name"), one -> text(one, "Value"), (a, b) -> b))));
    }

    private static String text(Object dimension, String key) {
        return Resource.at(dimension, key).map(Object::toString).orElse("");
    }
}
