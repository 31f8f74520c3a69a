package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.protocol.Page;
import dev.evenstep.engine.protocol.Parameters;
import java.time.Instant;
import java.util.List;

/** The API's operations on buses. */
final class BusOperations {

    static final int PAGE = 100;

    private final EventBuses buses;

    BusOperations(EventBuses buses) {
        this.buses = buses;
    }

    ObjectNode create(Parameters request) {
        var bus =
                buses.create(Names.newBus(request), request.text("Description").orElse(""));
        var answer = Json.object().put("EventBusArn", bus.arn());
        if (!bus.description().isEmpty()) {
            answer.put("Description", bus.description());
        }
        return answer;
    }

    ObjectNode delete(Parameters request) {
        buses.delete(Names.newBus(request));
        return Json.object();
    }

    ObjectNode describe(Parameters request) {
        return described(buses.get(Names.bus(request, "Name")));
    }

    ObjectNode list(Parameters request) {
        var prefix = request.text("NamePrefix").orElse("");
        var found = buses.all().stream()
                .filter(bus -> bus.name().startsWith(prefix))
                .toList();
        return page(found, request).answer("EventBuses", BusOperations::described, "NextToken");
    }

    private static ObjectNode described(EventBus bus) {
        var answer = Json.object()
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

    static <T> Page<T> page(List<T> all, Parameters request) {
        int limit = request.number("Limit", 1, PAGE).orElse((long) PAGE).intValue();
        return Page.of(all, limit, request.text("NextToken"));
    }
}
