package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The JSON of a batch, and how much fits into it. */
final class EventJson {

    /** Lambda's quota for the payload of an invocation. */
    static final int LARGEST = 6 * 1024 * 1024;

    private EventJson() {}

    static String of(List<? extends JsonNode> records) {
        return records.stream().map(JsonNode::toString).collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    static int size(JsonNode record) {
        return record.toString().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    /** Cuts a batch, in its order, into parts that an invocation can carry. A record too large for any stays alone. */
    static <R> List<List<R>> parts(List<R> records, Function<R, JsonNode> json) {
        List<List<R>> parts = new ArrayList<>();
        List<R> part = new ArrayList<>();
        int size = 0;
        for (R record : records) {
            int more = size(json.apply(record));
            if (!part.isEmpty() && size + more > LARGEST - 16) {
                parts.add(part);
                part = new ArrayList<>();
                size = 0;
            }
            part.add(record);
            size += more;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
