package dev.evenstep.examples.brokers;

import dev.evenstep.event.Envelope;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An event's attributes as text, for the headers of CloudEvents' binary mode; the data is the message's body. */
final class BinaryMode {

    private BinaryMode() {}

    static SortedMap<String, String> attributes(Envelope event) {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", event.id());
        attributes.put("source", event.source());
        attributes.put("type", event.type());
        attributes.put("time", event.time().toString());
        attributes.put("schemaversion", String.valueOf(event.schemaVersion()));
        put(attributes, "subject", event.subject());
        put(attributes, "entityversion", event.entityVersion());
        put(attributes, "partitionkey", event.partitionKey());
        put(attributes, "dataschema", event.dataSchema());
        put(attributes, "correlationid", event.correlation().correlationId());
        put(attributes, "causationid", event.correlation().causationId());
        put(attributes, "traceparent", event.correlation().traceParent());
        event.extensions().forEach((name, value) -> put(attributes, name, value));
        return attributes;
    }

    private static void put(SortedMap<String, String> attributes, String name, @Nullable Object value) {
        if (value != null) {
            attributes.put(name, value.toString());
        }
    }
}
