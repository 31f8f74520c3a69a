package dev.evenstep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.event.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored events for people and for programs, with their data; what is personal in it stays encrypted. */
final class StreamText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StreamText() {}

    static String lines(Envelope event) {
        StringBuilder text = new StringBuilder("%-5d %s  %s#%s v%d  %s"
                .formatted(
                        event.entityVersion(),
                        event.time(),
                        event.source(),
                        event.type(),
                        event.schemaVersion(),
                        event.id()));
        append(text, "by", event.extension("actor"));
        append(text, "caused by", event.correlation().causationId());
        append(text, "correlated with", event.correlation().correlationId());
        return text.append(System.lineSeparator())
                .append("      ")
                .append(event.dataJson())
                .toString();
    }

    private static void append(StringBuilder text, String label, @Nullable String value) {
        if (value != null) {
            text.append("  ").append(label).append(' ').append(value);
        }
    }

    static ArrayNode json(List<Envelope> events) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> array.add(json(event)));
        return array;
    }

    private static ObjectNode json(Envelope event) {
        try {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("version", event.entityVersion())
                    .put("id", event.id())
                    .put("source", event.source())
                    .put("type", event.type())
                    .put("schemaVersion", event.schemaVersion())
                    .put("time", event.time().toString())
                    .put("actor", event.extension("actor"))
                    .put("causationId", event.correlation().causationId())
                    .put("correlationId", event.correlation().correlationId())
                    .set("data", JSON.readTree(event.dataJson()));
        } catch (JsonProcessingException never) {
            throw new IllegalStateException("Event " + event.id() + " has data that is no JSON", never);
        }
    }
}
