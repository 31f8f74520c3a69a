package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.RequestParameters;
import java.util.List;
import java.util.Set;

/** The API's operations on rules. */
final class RuleOperations {

    private static final int LONGEST_PATTERN = 4096;
    private static final String STATES = "[ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS, ENABLED, DISABLED]";
    private static final Set<String> ENABLED = Set.of("ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");

    private final EventBuses buses;
    private final Account account;

    RuleOperations(EventBuses buses, Account account) {
        this.buses = buses;
        this.account = account;
    }

    ObjectNode put(RequestParameters request) {
        var bus = BusNames.bus(request, "EventBusName");
        if (request.has("ScheduleExpression")) {
            throw invalid(
                    bus.equals(EventBuses.DEFAULT)
                            ? "The local EventBridge runs the schedules of its template only: leave ScheduleExpression out."
                            : "ScheduleExpression is supported only on the default event bus.");
        }
        var pattern = request.text("EventPattern")
                .orElseThrow(() -> invalid("Parameter(s) EventPattern or ScheduleExpression must be specified."));
        if (pattern.length() > LONGEST_PATTERN) {
            throw request.unfit(
                    "EventPattern", pattern, "Member must have length less than or equal to " + LONGEST_PATTERN);
        }
        var rule = buses.putRule(
                bus,
                BusNames.rule(request, "Name"),
                pattern,
                enabled(request),
                request.text("Description").orElse(""));
        return JsonTrees.object().put("RuleArn", rule.arn());
    }

    private static boolean enabled(RequestParameters request) {
        var state = request.text("State").orElse("ENABLED");
        if (!ENABLED.contains(state) && !state.equals("DISABLED")) {
            throw request.unfit("State", state, "Member must satisfy enum value set: " + STATES);
        }
        return ENABLED.contains(state);
    }

    ObjectNode delete(RequestParameters request) {
        buses.deleteRule(BusNames.bus(request, "EventBusName"), BusNames.rule(request, "Name"));
        return JsonTrees.object();
    }

    ObjectNode describe(RequestParameters request) {
        var bus = BusNames.bus(request, "EventBusName");
        return described(bus, buses.rule(bus, BusNames.rule(request, "Name"))).put("CreatedBy", account.id());
    }

    ObjectNode list(RequestParameters request) {
        var bus = buses.get(BusNames.bus(request, "EventBusName"));
        var prefix = request.text("NamePrefix").orElse("");
        var found = bus.rules().values().stream()
                .filter(rule -> rule.name().startsWith(prefix))
                .toList();
        return BusOperations.page(found, request).answer("Rules", rule -> described(bus.name(), rule), "NextToken");
    }

    ObjectNode namesByTarget(RequestParameters request) {
        var arn = request.requiredText("TargetArn");
        List<String> names = buses.get(BusNames.bus(request, "EventBusName")).rules().values().stream()
                .filter(rule -> rule.targets().values().stream()
                        .anyMatch(target -> target.spec().arn().equals(arn)))
                .map(Rule::name)
                .toList();
        return BusOperations.page(names, request).answer("RuleNames", TextNode::valueOf, "NextToken");
    }

    ObjectNode enable(RequestParameters request) {
        return change(request, true);
    }

    ObjectNode disable(RequestParameters request) {
        return change(request, false);
    }

    private ObjectNode change(RequestParameters request, boolean enabled) {
        buses.enable(BusNames.bus(request, "EventBusName"), BusNames.rule(request, "Name"), enabled);
        return JsonTrees.object();
    }

    private static ObjectNode described(String bus, Rule rule) {
        var answer = JsonTrees.object()
                .put("Name", rule.name())
                .put("Arn", rule.arn())
                .put("EventPattern", rule.pattern())
                .put("State", rule.enabled() ? "ENABLED" : "DISABLED")
                .put("EventBusName", bus);
        if (!rule.description().isEmpty()) {
            answer.put("Description", rule.description());
        }
        return answer;
    }

    static AwsException invalid(String message) {
        return new AwsException(400, "ValidationException", message);
    }
}
