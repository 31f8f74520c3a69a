package dev.evenstep.local.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.RequestParameters;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An entry of {@code PutEvents} as it came. */
record EventEntry(
        String bus,
        Optional<String> source,
        Optional<String> detailType,
        Optional<String> detail,
        Optional<Instant> time,
        List<String> resources) {

    private static final int TIME_BYTES = 14;

    static EventEntry read(RequestParameters entry) {
        return new EventEntry(
                BusNames.bus(entry, "EventBusName"),
                entry.text("Source"),
                entry.text("DetailType"),
                entry.text("Detail"),
                time(entry),
                entry.texts("Resources"));
    }

    private static Optional<Instant> time(RequestParameters entry) {
        if (!entry.has("Time")) {
            return Optional.empty();
        }
        var time = entry.json().get("Time");
        try {
            if (time.isNumber()) {
                return Optional.of(Instant.ofEpochMilli(Math.round(time.doubleValue() * 1000)));
            }
            return Optional.of(Instant.parse(time.asText()));
        } catch (DateTimeException e) {
            throw new AwsException(
                    400, "SerializationException", "%sTime is no time: %s".formatted(entry.path(), time.asText()));
        }
    }

    /** Its size as EventBridge counts it (user guide, "Calculating PutEvents event entry size"). */
    int size() {
        return (time.isPresent() ? TIME_BYTES : 0)
                + bytes(source)
                + bytes(detailType)
                + bytes(detail)
                + resources.stream().mapToInt(EventEntry::bytes).sum();
    }

    private static int bytes(Optional<String> text) {
        return text.map(EventEntry::bytes).orElse(0);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    String checkedSource() {
        var given = required(source, "Source");
        if (given.startsWith("aws.")) {
            throw refused("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        return given;
    }

    String checkedDetailType() {
        return required(detailType, "DetailType");
    }

    JsonNode checkedDetail() {
        var given = required(detail, "Detail");
        try {
            if (JsonTrees.parse(given) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // told below, as for JSON that is no object
        }
        throw refused("MalformedDetail", "Detail is malformed.");
    }

    /** Why this entry is refused, the others going on. */
    private static AwsException refused(String code, String message) {
        return new AwsException(400, code, message);
    }

    private static String required(Optional<String> value, String name) {
        return value.filter(text -> !text.isEmpty())
                .orElseThrow(() -> refused(
                        "InvalidArgument",
                        "Parameter %s is not valid. Reason: %s is a required argument.".formatted(name, name)));
    }
}
