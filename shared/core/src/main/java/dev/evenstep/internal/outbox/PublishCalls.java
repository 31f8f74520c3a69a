package dev.evenstep.internal.outbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits events into calls that the bus takes. */
final class PublishCalls {

    private PublishCalls() {}

    static List<List<PendingRow>> split(List<PendingRow> events) {
        List<List<PendingRow>> calls = new ArrayList<>();
        List<PendingRow> call = new ArrayList<>();
        int bytes = 0;
        for (PendingRow pending : events) {
            int size = pending.event().json().getBytes(StandardCharsets.UTF_8).length;
            if (call.size() == EventBus.MOST_EVENTS || (!call.isEmpty() && bytes + size > EventBus.MOST_BYTES)) {
                calls.add(call);
                call = new ArrayList<>();
                bytes = 0;
            }
            call.add(pending);
            bytes += size;
        }
        if (!call.isEmpty()) {
            calls.add(call);
        }
        return calls;
    }
}
