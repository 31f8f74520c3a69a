package dev.evenstep.aws.internal.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.aws.internal.source.BusRecord;
import dev.evenstep.internal.event.AttributeScan;
import dev.evenstep.internal.event.EventHeader;
import dev.evenstep.internal.event.Extensions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What EventBridge puts around an event. Our events travel as {@code detail}; an event of somebody else (another
 * service, AWS itself) is read as an envelope of schema version 1 with the bus's own id, source, type and time. An event
 * of ours that does not say its time has the bus's too, which stays the same however often it is delivered. One that the bus replays
 * says so ("Amazon service event metadata", EventBridge events reference: {@code replay-name}). So does one of the custom event bus,
 * delivered with its metadata: see {@link BusRecord}. Its replays have no names, so that theirs is {@code REPLAY}.
 */
public final class EventBridgeEnvelope {

    private static final String DATA = "Data";
    private static final String SYSTEM_METADATA = "SystemMetadata";
    private static final String DELIVERY_TYPE = "aws:DeliveryType";
    private static final String REPLAY = "REPLAY";

    private EventBridgeEnvelope() {}

    /** The envelope within, or the body itself where a bus had no part in it. */
    public static JsonNode unwrap(JsonNode body) {
        JsonNode system = body.path(SYSTEM_METADATA);
        if (!system.has(DELIVERY_TYPE) || !body.has(DATA)) {
            return unwrapClassic(body);
        }
        JsonNode envelope = unwrapClassic(body.get(DATA));
        return REPLAY.equals(system.get(DELIVERY_TYPE).textValue()) && envelope instanceof ObjectNode own
                ? own.deepCopy().put(Extensions.REPLAY_NAME, REPLAY)
                : envelope;
    }

    private static JsonNode unwrapClassic(JsonNode body) {
        JsonNode detail = body.get("detail");
        if (detail == null || !body.has("detail-type")) {
            return body;
        }
        JsonNode envelope = detail.has("specversion") ? ours(body, detail) : foreign(body, detail);
        JsonNode replay = body.get("replay-name");
        return replay == null || !replay.isTextual() || !(envelope instanceof ObjectNode own)
                ? envelope
                : own.deepCopy().set(Extensions.REPLAY_NAME, replay);
    }

    private static JsonNode ours(JsonNode body, JsonNode detail) {
        boolean isTimeless = !detail.hasNonNull("time") && body.hasNonNull("time");
        return isTimeless && detail instanceof ObjectNode envelope
                ? envelope.deepCopy().set("time", body.get("time"))
                : detail;
    }

    /** When the bus says that the event came about; null where the body does not say, or is none of a bus. */
    static @Nullable Instant timeOf(String body) {
        return EventHeader.of(AttributeScan.at(body, "").outer()).time();
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
