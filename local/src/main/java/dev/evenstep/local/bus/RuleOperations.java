package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.protocol.Parameters;
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

    ObjectNode put(Parameters request) {
        var bus = Names.bus(request, "EventBusName");
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
                Names.rule(request, "Name"),
                pattern,
                enabled(request),
                request.text("Description").orElse(""));
        return Json.object().put("RuleArn", rule.arn());
    }

    private static boolean enabled(Parameters request) {
        var state = request.text("State").orElse("ENABLED");
        if (!ENABLED.contains(state) && !state.equals("DISABLED")) {
            throw request.unfit("State", state, "Member must satisfy enum value set: " + STATES);
        }
        return ENABLED.contains(state);
    }

    ObjectNode delete(Parameters request) {
        buses.deleteRule(Names.bus(request, "EventBusName"), Names.rule(request, "Name"));
        return Json.object();
    }

    ObjectNode describe(Parameters request) {
        var bus = Names.bus(request, "EventBusName");
        return described(bus, buses.rule(bus, Names.rule(request, "Name"))).put("CreatedBy", account.id());
    }

    ObjectNode list(Parameters request) {
        var bus = buses.get(Names.bus(request, "EventBusName"));
        var prefix = request.text("NamePrefix").orElse("");
        var found = bus.rules().values().stream()
                .filter(rule -> rule.name().startsWith(prefix))
                .toList();
        return BusOperations.page(found, request).answer("Rules", rule -> described(bus.name(), rule), "NextToken");
    }

    ObjectNode namesByTarget(Parameters request) {
        var arn = request.requiredText("TargetArn");
        List<String> names = buses.get(Names.bus(request, "EventBusName")).rules().values().stream()
                .filter(rule -> rule.targets().values().stream()
                        .anyMatch(target -> target.spec().arn().equals(arn)))
                .map(Rule::name)
                .toList();
        return BusOperations.page(names, request).answer("RuleNames", TextNode::valueOf, "NextToken");
    }

    ObjectNode enable(Parameters request) {
        return change(request, true);
    }

    ObjectNode disable(Parameters request) {
        return change(request, false);
    }

    private ObjectNode change(Parameters request, boolean enabled) {
        buses.enable(Names.bus(request, "EventBusName"), Names.rule(request, "Name"), enabled);
        return Json.object();
    }

    private static ObjectNode described(String bus, Rule rule) {
        var answer = Json.object()
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
