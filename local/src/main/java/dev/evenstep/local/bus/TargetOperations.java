package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.RequestParameters;
import java.util.List;

/** The API's operations on targets. A target is taken or refused as a whole, so that entries never fail one by one. */
final class TargetOperations {

    private final EventBuses buses;

    TargetOperations(EventBuses buses) {
        this.buses = buses;
    }

    ObjectNode put(RequestParameters request) {
        var targets = request.structures("Targets");
        if (targets.isEmpty()) {
            throw request.missing("Targets");
        }
        buses.putTargets(
                BusNames.bus(request, "EventBusName"),
                BusNames.rule(request, "Rule"),
                targets.stream().map(TargetJson::read).toList());
        return nothingFailed();
    }

    ObjectNode remove(RequestParameters request) {
        List<String> ids = request.texts("Ids");
        if (ids.isEmpty()) {
            throw request.missing("Ids");
        }
        buses.removeTargets(BusNames.bus(request, "EventBusName"), BusNames.rule(request, "Rule"), ids);
        return nothingFailed();
    }

    ObjectNode list(RequestParameters request) {
        var rule = buses.rule(BusNames.bus(request, "EventBusName"), BusNames.rule(request, "Rule"));
        return BusOperations.page(List.copyOf(rule.targets().values()), request)
                .answer("Targets", TargetJson::write, "NextToken");
    }

    private static ObjectNode nothingFailed() {
        var answer = JsonTrees.object().put("FailedEntryCount", 0);
        answer.putArray("FailedEntries");
        return answer;
    }
}
