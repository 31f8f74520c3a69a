package dev.evenstep.aws.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What EventBridge puts around an event. Our events travel as {@code detail}; an event of somebody else (another
 * service, AWS itself) is read as an envelope of schema version 1 with the bus's own id, source, type and time.
 */
public final class BusWrapping {

    private BusWrapping() {}

    /** The envelope within, or the body itself where a bus had no part in it. */
    public static JsonNode unwrap(JsonNode body) {
        JsonNode detail = body.get("detail");
        if (detail == null || !body.has("detail-type")) {
            return body;
        }
        return detail.has("specversion") ? detail : foreign(body, detail);
    }

    private static ObjectNode foreign(JsonNode body, JsonNode detail) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("specversion", "1.0");
        envelope.set("id", body.get("id"));
        envelope.set("source", body.get("source"));
        envelope.set("type", body.get("detail-type"));
        envelope.set("time", body.get("time"));
        envelope.set("data", detail);
        return envelope;
    }
}
