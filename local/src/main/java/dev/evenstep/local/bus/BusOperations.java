package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.Page;
import dev.evenstep.engine.protocol.RequestParameters;
import java.time.Instant;
import java.util.List;

/** The API's operations on buses. */
final class BusOperations {

    static final int PAGE = 100;

    private final EventBuses buses;

    BusOperations(EventBuses buses) {
        this.buses = buses;
    }

    ObjectNode create(RequestParameters request) {
        var bus = buses.create(
                BusNames.newBus(request), request.text("Description").orElse(""));
        var answer = JsonTrees.object().put("EventBusArn", bus.arn());
        if (!bus.description().isEmpty()) {
            answer.put("Description", bus.description());
        }
        return answer;
    }

    ObjectNode delete(RequestParameters request) {
        buses.delete(BusNames.newBus(request));
        return JsonTrees.object();
    }

    ObjectNode describe(RequestParameters request) {
        return described(buses.get(BusNames.bus(request, "Name")));
    }

    ObjectNode list(RequestParameters request) {
        var prefix = request.text("NamePrefix").orElse("");
        var found = buses.all().stream()
                .filter(bus -> bus.name().startsWith(prefix))
                .toList();
        return page(found, request).answer("EventBuses", BusOperations::described, "NextToken");
    }

    private static ObjectNode described(BusSnapshot bus) {
        var answer = JsonTrees.object()
                .put("Name", bus.name())
                .put("Arn", bus.arn())
                .put("CreationTime", seconds(bus.created()))
                .put("LastModifiedTime", seconds(bus.created()));
        if (!bus.description().isEmpty()) {
            answer.put("Description", bus.description());
        }
        return answer;
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    static <T> Page<T> page(List<T> all, RequestParameters request) {
        int limit = request.number("Limit", 1, PAGE).orElse((long) PAGE).intValue();
        return Page.of(all, limit, request.text("NextToken"));
    }
}
