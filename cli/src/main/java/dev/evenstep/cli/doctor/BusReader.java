package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Resource;
import dev.evenstep.checklist.Unread;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Buses with their policies and archives, and rules with their targets. */
record BusReader(EventBridgeClient events, Calls calls) {

    private static final String DEFAULT = "default";

    Stream<Resource> bus(DeployedResource bus) {
        var arn = bus.place().arn("events", "event-bus/" + bus.name());
        var told = calls.properties(
                bus,
                "events:DescribeEventBus",
                () -> Words.of(events.describeEventBus(request -> request.name(bus.name()))));
        return Stream.of(Stream.of(bus.read(bus.name(), arn, told)), policies(bus, told), archives(bus, arn))
                .flatMap(part -> part);
    }

    private static Stream<Resource> policies(DeployedResource bus, Map<String, Object> told) {
        return statements(told.getOrDefault("Policy", told.getOrDefault(Unread.REST, "{}"))).stream()
                .map(statement -> bus.part(
                        "AWS::Events::EventBusPolicy", Map.of("EventBusName", bus.name(), "Statement", statement)));
    }

    private static List<Object> statements(Object policy) {
        if (policy instanceof Unread) {
            return List.of(policy);
        }
        return Words.ofJson(policy.toString()) instanceof Map<?, ?> document && document.containsKey("Statement")
                ? Words.listed(Words.map(document).getOrDefault("Statement", List.of()))
                : List.of();
    }

    private Stream<Resource> archives(DeployedResource bus, String arn) {
        var told = calls.ask(
                bus,
                "events:ListArchives",
                () -> events.listArchives(request -> request.eventSourceArn(arn)).archives().stream()
                        .map(Words::of)
                        .toList());
        return Words.listed(told).stream()
                .map(archive -> bus.part(
                        "AWS::Events::Archive",
                        archive instanceof Map<?, ?> map
                                ? Words.with(Words.map(map), Map.of("SourceArn", arn))
                                : Map.of(Unread.REST, archive)));
    }

    Stream<Resource> rule(DeployedResource rule) {
        var bar = rule.id().lastIndexOf('|');
        var bus = bar < 0 ? DEFAULT : rule.id().substring(0, bar).replaceFirst(".*/", "");
        Map<String, Object> properties = new TreeMap<>();
        if (bus.equals(DEFAULT)) {
            properties.put("ScheduleExpression", schedule(rule));
        } else {
            properties.put("EventBusName", bus);
        }
        properties.put(
                "Targets",
                calls.ask(
                        rule,
                        "events:ListTargetsByRule",
                        () ->
                                events
                                        .listTargetsByRule(request ->
                                                request.eventBusName(bus).rule(rule.name()))
                                        .targets()
                                        .stream()
                                        .map(Words::of)
                                        .toList()));
        var path = bus.equals(DEFAULT) ? rule.name() : bus + "/" + rule.name();
        return Stream.of(rule.read(rule.name(), rule.place().arn("events", "rule/" + path), properties));
    }

    /** No other bus has rules with one. */
    private Object schedule(DeployedResource rule) {
        return calls.ask(rule, "events:DescribeRule", () -> {
            var schedule =
                    events.describeRule(request -> request.name(rule.name())).scheduleExpression();
            return schedule == null ? "" : schedule;
        });
    }
}
