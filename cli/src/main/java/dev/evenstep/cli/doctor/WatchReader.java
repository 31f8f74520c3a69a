package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Resource;
import dev.evenstep.checklist.Unread;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** What tells of the rest: alarms, dashboards and logs. */
record WatchReader(CloudWatchClient cloudWatch, CloudWatchLogsClient logs, Calls calls) {

    /** As many as one call describes, and AWS takes few calls a second. */
    static final int ALARMS_AT_ONCE = 100;

    Stream<Resource> alarms(List<DeployedResource> alarms, Consumer<DeployedResource> gone) {
        var names = alarms.stream().map(DeployedResource::name).toList();
        var told = calls.ask(
                alarms,
                "cloudwatch:DescribeAlarms",
                () -> cloudWatch.describeAlarmsPaginator(request -> request.alarmNames(names)).metricAlarms().stream()
                        .collect(Collectors.toMap(MetricAlarm::alarmName, Words::of)));
        return alarms.stream().flatMap(alarm -> {
            if (told instanceof Map<?, ?> all && !all.containsKey(alarm.name())) {
                gone.accept(alarm);
                return Stream.empty();
            }
            var properties = told instanceof Map<?, ?> all && all.get(alarm.name()) instanceof Map<?, ?> one
                    ? Words.map(one)
                    : Map.of(Unread.REST, told);
            return Stream.of(alarm.read(alarm.name(), "", properties));
        });
    }

    Stream<Resource> dashboard(DeployedResource dashboard) {
        var told = calls.properties(dashboard, "cloudwatch:GetDashboard", () -> {
            var unused = cloudWatch.getDashboard(request -> request.dashboardName(dashboard.name()));
            return Map.of();
        });
        return Stream.of(dashboard.read(dashboard.name(), "", told));
    }

    Stream<Resource> logGroup(DeployedResource group) {
        var told =
                calls.properties(
                        group,
                        "logs:DescribeLogGroups",
                        () -> logs
                                .describeLogGroupsPaginator(request -> request.logGroupNamePrefix(group.id()))
                                .logGroups()
                                .stream()
                                .filter(found -> found.logGroupName().equals(group.id()))
                                .findFirst()
                                .map(Words::of)
                                .orElseThrow(GoneException::new));
        return Stream.of(group.read(group.id(), "", told));
    }
}
