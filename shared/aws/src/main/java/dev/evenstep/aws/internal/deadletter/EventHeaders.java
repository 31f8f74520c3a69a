package dev.evenstep.aws.internal.deadletter;

import dev.evenstep.aws.internal.source.BusRecord;
import dev.evenstep.internal.event.AttributeScan;
import dev.evenstep.internal.event.EventHeader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a record's body says of its event, as far as it can be read: an envelope, or one that EventBridge has wrapped, in either way. */
public final class EventHeaders {

    private EventHeaders() {}

    public static EventHeader in(String body) {
        BusRecord record = BusRecord.of(body);
        return record == null ? inEvent(body) : inEvent(record.data());
    }

    private static EventHeader inEvent(String body) {
        AttributeScan scan = AttributeScan.at(body, "detail");
        Map<String, String> event = new HashMap<>(scan.outer());
        if (scan.inner().containsKey("specversion")) {
            event.keySet().retainAll(Set.of("time"));
            event.putAll(scan.inner());
        } else if (event.containsKey("detail-type")) {
            event.put("type", event.get("detail-type"));
        }
        return EventHeader.of(event);
    }
}
