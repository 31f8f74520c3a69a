package dev.evenstep.local.bus;

import static dev.evenstep.local.bus.RuleOperations.invalid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.RequestParameters;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API's operations on events. */
final class EventOperations {

    private static final int MOST_ENTRIES = 10;

    // since 29 January 2026; 256 KB before (AWS Compute Blog, "More room to build: serverless services now support
    // payloads up to 1 MB"). The sum of a request must be less.
    private static final int SIZE_LIMIT = 1024 * 1024;

    private static final List<String> NEEDED =
            List.of("id", "account", "source", "time", "region", "detail-type"); // API reference of TestEventPattern

    private final Logger log = LoggerFactory.getLogger(EventOperations.class);
    private final Account account;
    private final EventBuses buses;
    private final Deliverer deliverer;
    private final Statistics statistics;
    private final InstantSource clock;
    private final Supplier<String> ids;

    EventOperations(
            Account account,
            EventBuses buses,
            Deliverer deliverer,
            Statistics statistics,
            InstantSource clock,
            Supplier<String> ids) {
        this.account = account;
        this.buses = buses;
        this.deliverer = deliverer;
        this.statistics = statistics;
        this.clock = clock;
        this.ids = ids;
    }

    ObjectNode put(RequestParameters request) {
        var entries = entries(request);
        List<TargetDelivery> deliveries = new ArrayList<>();
        var answer = JsonTrees.object();
        var told = answer.putArray("Entries");
        int failed = 0;
        for (EventEntry entry : entries) {
            try {
                var event = event(entry);
                deliveries.addAll(deliveries(entry.bus(), event));
                told.addObject().put("EventId", event.id());
            } catch (AwsException e) {
                failed++;
                told.addObject().put("ErrorCode", e.code()).put("ErrorMessage", e.getMessage());
            }
        }
        deliverer.accept(deliveries);
        statistics.events.add(entries.size() - failed);
        return answer.put("FailedEntryCount", failed);
    }

    private static List<EventEntry> entries(RequestParameters request) {
        var entries =
                request.structures("Entries").stream().map(EventEntry::read).toList();
        if (entries.isEmpty()) {
            throw request.has("Entries")
                    ? request.unfit("Entries", "[]", "Member must have length greater than or equal to 1")
                    : request.missing("Entries");
        }
        if (entries.size() > MOST_ENTRIES) {
            throw request.unfit(
                    "Entries", entries.size() + " entries", "Member must have length less than or equal to 10");
        }
        if (entries.stream().mapToInt(EventEntry::size).sum() >= SIZE_LIMIT) {
            throw invalid("Total size of the entries in the request is over the limit.");
        }
        return entries;
    }

    private EventBridgeEvent event(EventEntry entry) {
        var now = clock.instant();
        return EventBridgeEvent.of(
                account,
                ids.get(),
                entry.checkedSource(),
                entry.checkedDetailType(),
                entry.time().orElse(now),
                entry.resources(),
                entry.checkedDetail(),
                now);
    }

    /** An event for a bus that does not exist is accepted and gone, as on EventBridge. */
    private List<TargetDelivery> deliveries(String bus, EventBridgeEvent event) {
        List<TargetDelivery> deliveries = new ArrayList<>();
        var found = buses.find(bus);
        if (found.isEmpty()) {
            log.warn("Event {} is lost: there is no bus {}", event.id(), bus);
        } else {
            for (Rule rule : found.get().matching(event.json())) {
                rule.targets().values().forEach(target -> deliveries.add(TargetDelivery.of(event, rule, target)));
            }
        }
        if (deliveries.isEmpty()) {
            statistics.unmatched.increment();
        }
        return deliveries;
    }

    ObjectNode testPattern(RequestParameters request) {
        var pattern = EventPattern.parse(request.requiredText("EventPattern"));
        var event = event(request.requiredText("Event"));
        return JsonTrees.object().put("Result", pattern.matches(event));
    }

    private static ObjectNode event(String text) {
        try {
            if (JsonTrees.parse(text) instanceof ObjectNode event
                    && NEEDED.stream().allMatch(event::has)) {
                return event;
            }
        } catch (JsonProcessingException e) {
            // told below, as for JSON that is no event
        }
        throw invalid("Parameter Event is not valid.");
    }
}
