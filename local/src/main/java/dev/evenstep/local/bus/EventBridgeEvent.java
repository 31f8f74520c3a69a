package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An event on a bus, with the fields that EventBridge gives it.
 *
 * @param json all of it
 * @param ingested when the bus accepted it
 */
record EventBridgeEvent(String id, ObjectNode json, Instant ingested) {

    /** @param time what the producer says, at second precision as on EventBridge */
    static EventBridgeEvent of(
            Account account,
            String id,
            String source,
            String detailType,
            Instant time,
            List<String> resources,
            JsonNode detail,
            Instant ingested) {
        ObjectNode json = JsonTrees.object()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", account.id())
                .put("time", seconds(time))
                .put("region", account.region());
        var list = json.putArray("resources");
        resources.forEach(list::add);
        json.set("detail", detail);
        return new EventBridgeEvent(id, json, ingested);
    }

    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
