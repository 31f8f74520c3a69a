package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.protocol.Parameters;
import java.util.List;

/** The API's operations on targets. A target is taken or refused as a whole, so that entries never fail one by one. */
final class TargetOperations {

    private final EventBuses buses;

    TargetOperations(EventBuses buses) {
        this.buses = buses;
    }

    ObjectNode put(Parameters request) {
        var targets = request.structures("Targets");
        if (targets.isEmpty()) {
            throw request.missing("Targets");
        }
        buses.putTargets(
                Names.bus(request, "EventBusName"),
                Names.rule(request, "Rule"),
                targets.stream().map(TargetJson::read).toList());
        return nothingFailed();
    }

    ObjectNode remove(Parameters request) {
        List<String> ids = request.texts("Ids");
        if (ids.isEmpty()) {
            throw request.missing("Ids");
        }
        buses.removeTargets(Names.bus(request, "EventBusName"), Names.rule(request, "Rule"), ids);
        return nothingFailed();
    }

    ObjectNode list(Parameters request) {
        var rule = buses.rule(Names.bus(request, "EventBusName"), Names.rule(request, "Rule"));
        return BusOperations.page(List.copyOf(rule.targets().values()), request)
                .answer("Targets", TargetJson::write, "NextToken");
    }

    private static ObjectNode nothingFailed() {
        var answer = Json.object().put("FailedEntryCount", 0);
        answer.putArray("FailedEntries");
        return answer;
    }
}
