package dev.evenstep.aws.internal.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber of EventBridge's custom event bus ({@code AWS::EventsV2}) is delivered with its metadata: {@code Data}, {@code
 * Metadata} and {@code SystemMetadata} ("Event structure: data, metadata, and system metadata", Amazon EventBridge user guide). Every value
 * of the last is text, and only its {@code aws:DeliveryType} is always there.
 *
 * @param data the payload as it stands there
 * @param system what the bus says
 */
public record BusRecord(String data, Map<String, String> system) {

    private static final String DELIVERY_TYPE = "aws:DeliveryType";

    /** Null where the text is none: an event that was delivered alone, or somebody else's. Looks closer only where the type is named. */
    public static @Nullable BusRecord of(String text) {
        if (!text.contains("\"" + DELIVERY_TYPE + "\"")) {
            return null;
        }
        Map<String, String> members = JsonSlices.members(text);
        String data = members == null ? null : members.get("Data");
        String system = members == null ? null : members.get("SystemMetadata");
        Map<String, String> said = system == null ? null : JsonSlices.members(system);
        return data == null || said == null || !said.containsKey(DELIVERY_TYPE) ? null : new BusRecord(data, said);
    }

    public @Nullable String eventId() {
        return system("aws:EventId");
    }

    /** Within which a FIFO subscriber keeps the order. */
    public @Nullable String group() {
        return system("EventGroupId");
    }

    public @Nullable Instant ingested() {
        String time = system("aws:IngestionTime");
        try {
            return time == null ? null : Instant.parse(time);
        } catch (DateTimeException otherwise) {
            return null;
        }
    }

    /** Of bytes that the bus was not told to read. */
    public boolean isOpaque() {
        return "application/octet-stream".equals(system("ContentType"));
    }

    private @Nullable String system(String name) {
        String value = system.get(name);
        return value == null ? null : JsonSlices.text(value);
    }
}
