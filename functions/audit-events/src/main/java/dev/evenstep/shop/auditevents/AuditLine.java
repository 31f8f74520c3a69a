package dev.evenstep.shop.auditevents;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an event: who said what about which entity, and when; not the data.
 *
 * @param event source and id, the key
 * @param entity empty where the event is about none
 */
record AuditLine(String event, String type, String entity, String time) {

    /** @param busEvent an event as EventBridge hands it to a function */
    static AuditLine of(Map<String, Object> busEvent) {
        Map<?, ?> detail =
                busEvent.get("detail") instanceof Map<?, ?> map && map.containsKey("specversion") ? map : Map.of();
        return new AuditLine(
                first(detail.get("source"), busEvent.get("source")).replace("#", "%23") + "#"
                        + first(detail.get("id"), busEvent.get("id")),
                first(detail.get("type"), busEvent.get("detail-type")),
                first(detail.get("subject"), ""),
                first(detail.get("time"), busEvent.get("time")));
    }

    private static String first(@Nullable Object preferred, @Nullable Object otherwise) {
        Object value = preferred == null ? otherwise : preferred;
        return value == null ? "" : value.toString();
    }
}
