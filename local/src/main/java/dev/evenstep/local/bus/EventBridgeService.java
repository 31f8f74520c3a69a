package dev.evenstep.local.bus;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.JsonOperations;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/**
 * EventBridge's API: events, buses, rules and targets. Errors are EventBridge's own in code and, where known, in words.
 * {@code PutEvents} answers when every delivery that follows from it is in the journal.
 */
public final class EventBridgeService {

    private EventBridgeService() {}

    public static AwsService of(
            Account account, EventBuses buses, Deliverer deliverer, Statistics statistics, InstantSource clock) {
        var events = new EventOperations(
                account,
                buses,
                deliverer,
                statistics,
                clock,
                () -> UUID.randomUUID().toString());
        var bus = new BusOperations(buses);
        var rules = new RuleOperations(buses, account);
        var targets = new TargetOperations(buses);
        return new JsonOperations(
                "events",
                "AWSEvents",
                Map.ofEntries(
                        Map.entry("PutEvents", events::put),
                        Map.entry("TestEventPattern", events::testPattern),
                        Map.entry("CreateEventBus", bus::create),
                        Map.entry("DeleteEventBus", bus::delete),
                        Map.entry("DescribeEventBus", bus::describe),
                        Map.entry("ListEventBuses", bus::list),
                        Map.entry("PutRule", rules::put),
                        Map.entry("DeleteRule", rules::delete),
                        Map.entry("DescribeRule", rules::describe),
                        Map.entry("ListRules", rules::list),
                        Map.entry("ListRuleNamesByTarget", rules::namesByTarget),
                        Map.entry("EnableRule", rules::enable),
                        Map.entry("DisableRule", rules::disable),
                        Map.entry("PutTargets", targets::put),
                        Map.entry("RemoveTargets", targets::remove),
                        Map.entry("ListTargetsByRule", targets::list)));
    }
}
