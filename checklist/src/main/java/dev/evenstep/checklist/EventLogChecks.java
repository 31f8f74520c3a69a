package dev.evenstep.checklist;

import dev.evenstep.checklist.Check.Subject;
import dev.evenstep.checklist.Deployment.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Of an event log, which is what is behind the stream of an event store's table. */
final class EventLogChecks {

    private static final String VARIABLE = "Environment.Variables.EVENTS_TABLE";
    private static final String COMMITS = "{\"dynamodb\":{\"NewImage\":{\"content\":{\"S\":[{\"exists\":true}]}}}}";
    private static final String INSERTS = "\"eventName\":[\"INSERT\"]";
    private static final Set<String> WITH_NEW_IMAGES = Set.of("NEW_IMAGE", "NEW_AND_OLD_IMAGES");
    private static final String MINUTES = "rate\\(\\d+ minutes?\\)";

    private EventLogChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "event-log-gives-nothing-up",
                        EventLogChecks::logs,
                        subject -> Stream.of("MaximumRetryAttempts", "MaximumRecordAgeInSeconds")
                                .flatMap(limit -> subject.demand(
                                        subject.resource().number(limit) < 0,
                                        limit,
                                        "left out, or -1: what is given up is not in the log before the day's sweep"))),
                new Check("event-log-hears-commits-alone", EventLogChecks::logs, EventLogChecks::hearsCommits),
                new Check("event-log-sees-new-images", EventLogChecks::logs, EventLogChecks::seesNewImages),
                scheduled(
                        "event-log-is-caught-up",
                        (deployment, target, table) ->
                                target.rule().text("ScheduleExpression").matches(MINUTES),
                        "one of minutes, of a function with that EVENTS_TABLE: else a reader that failed waits for"
                                + " the next commit"),
                scheduled(
                        "event-log-is-swept",
                        EventLogChecks::mayScan,
                        "one of a function with that EVENTS_TABLE, which may dynamodb:Scan it: else a commit whose"
                                + " record was lost is never in the log"),
                new Check(
                        "lag-is-watched",
                        EventLogChecks::logs,
                        subject -> subject.demand(
                                subject.deployment()
                                        .of(Deployment.ALARM)
                                        .anyMatch(alarm ->
                                                alarm.text("MetricName").equals("LagSeconds")),
                                "Alarm on LagSeconds",
                                "",
                                "there, of each reader")));
    }

    /** The mappings. */
    static Stream<Resource> logs(Deployment deployment) {
        return deployment
                .mappingsOfStreams()
                .filter(mapping -> table(deployment, mapping).isPresent());
    }

    /** The table whose stream it is, where that is the event store of the function that is called. */
    private static Optional<Resource> table(Deployment deployment, Resource mapping) {
        return deployment
                .function(mapping.text("FunctionName"))
                .flatMap(function -> deployment.find(Deployment.TABLE, function.text(VARIABLE)))
                .filter(table -> mapping.text("EventSourceArn").startsWith(table.arn() + "/stream/"));
    }

    private static Stream<Finding> hearsCommits(Subject subject) {
        var patterns = subject.resource().each("FilterCriteria.Filters").stream()
                .map(filter -> Resource.at(filter, "Pattern").orElse("").toString())
                .toList();
        return subject.demand(
                !patterns.isEmpty() && patterns.stream().allMatch(EventLogChecks::isOfCommits),
                "FilterCriteria.Filters",
                patterns,
                COMMITS + ": else it is invoked for what it writes itself, or misses commits");
    }

    /** All of them, and of nothing else; that they are inserted may be said. */
    private static boolean isOfCommits(String pattern) {
        return pattern.replaceAll("\\s", "")
                .replace(INSERTS + ",", "")
                .replace("," + INSERTS, "")
                .equals(COMMITS);
    }

    private static Stream<Finding> seesNewImages(Subject subject) {
        return table(subject.deployment(), subject.resource())
                .map(table -> table.text("StreamSpecification.StreamViewType"))
                .filter(images -> !WITH_NEW_IMAGES.contains(images))
                .map(images -> subject.demand(
                        false,
                        "StreamViewType of its table",
                        images,
                        "NEW_IMAGE or NEW_AND_OLD_IMAGES: else the filter sees no commits"))
                .orElse(Stream.empty());
    }

    /** What a schedule calls, with the table. */
    private interface Calls {

        boolean test(Deployment deployment, Target target, Resource table);
    }

    private static Check scheduled(String name, Calls calls, String demand) {
        return new Check(name, EventLogChecks::logs, subject -> {
            var deployment = subject.deployment();
            var table = table(deployment, subject.resource()).orElseThrow();
            return subject.demand(
                    deployment
                            .targets()
                            .filter(target ->
                                    !target.rule().text("ScheduleExpression").isEmpty())
                            .filter(target -> deployment
                                    .function(target.text("Arn"))
                                    .filter(function -> table.is(function.text(VARIABLE)))
                                    .isPresent())
                            .anyMatch(target -> calls.test(deployment, target, table)),
                    "Schedule",
                    "",
                    demand);
        });
    }

    private static boolean mayScan(Deployment deployment, Target target, Resource table) {
        return deployment.function(target.text("Arn")).flatMap(deployment::role).stream()
                .flatMap(deployment::statements)
                .anyMatch(statement -> statement.allows()
                        && statement.names("dynamodb:Scan")
                        && statement.resources().contains(table.arn()));
    }
}
