package dev.evenstep.kinesis.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request's parameters. A wrong type is refused at once with {@code SerializationException}; what else is wrong is
 * collected until {@link #check}, to tell all of it in one message as AWS does.
 */
public final class KinesisRequest {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final Pattern HASH_KEY = Pattern.compile("0|([1-9]\\d{0,38})");
    private static final Pattern SEQUENCE_NUMBER = Pattern.compile("0|([1-9]\\d{0,128})");

    private final ObjectNode json;
    private final String path;
    private final List<String> broken;

    private KinesisRequest(ObjectNode json, String path, List<String> broken) {
        this.json = json;
        this.path = path;
        this.broken = broken;
    }

    public static KinesisRequest of(ObjectNode json) {
        return new KinesisRequest(json, "", new ArrayList<>(0));
    }

    public boolean has(String name) {
        return value(name) != null;
    }

    public @Nullable String text(String name) {
        var value = value(name);
        if (value != null && !value.isTextual()) {
            throw unfit(value, "String");
        }
        return value == null ? null : value.textValue();
    }

    /** Empty where it is missing, which {@link #check} tells. */
    public String required(String name) {
        var text = text(name);
        if (text == null) {
            broken.add("Value null at '%s' failed to satisfy constraint: Member must not be null".formatted(at(name)));
        }
        return text == null ? "" : text;
    }

    /** The name of a stream or a shard. */
    public String requiredName(String name) {
        return has(name) ? name(name).orElse("") : required(name);
    }

    public Optional<String> name(String name) {
        return matching(name, NAME, 128);
    }

    public Optional<String> hashKey(String name) {
        return matching(name, HASH_KEY, 0);
    }

    public Optional<String> sequenceNumber(String name) {
        return matching(name, SEQUENCE_NUMBER, 0);
    }

    private Optional<String> matching(String name, Pattern form, int longest) {
        var text = text(name);
        if (text == null) {
            return Optional.empty();
        }
        if (!form.matcher(text).matches()) {
            unfit(name, text, "satisfy regular expression pattern: " + form);
        }
        if (longest > 0) {
            length(name, text, text.length(), 1, longest);
        }
        return Optional.of(text);
    }

    public Optional<String> oneOf(String name, String... values) {
        var text = text(name);
        if (text != null && !List.of(values).contains(text)) {
            unfit(name, text, "satisfy enum value set: [%s]".formatted(String.join(", ", values)));
        }
        return Optional.ofNullable(text);
    }

    /** @param shown the value as AWS tells it */
    public void length(String name, String shown, int length, int shortest, int longest) {
        if (length < shortest) {
            unfit(name, shown, "have length greater than or equal to " + shortest);
        }
        if (length > longest) {
            unfit(name, shown, "have length less than or equal to " + longest);
        }
    }

    public @Nullable Integer number(String name, int least, int most) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw unfit(value, "Integer");
        }
        if (value.longValue() < least) {
            unfit(name, value.asText(), "have value greater than or equal to " + least);
        }
        if (value.longValue() > most) {
            unfit(name, value.asText(), "have value less than or equal to " + most);
        }
        return value.intValue();
    }

    /** 0 where it is missing, which {@link #check} tells. */
    public int requiredNumber(String name, int least, int most) {
        var number = number(name, least, most);
        if (number == null) {
            required(name);
        }
        return number == null ? 0 : number;
    }

    /** Seconds since 1970, to the millisecond. */
    public @Nullable Instant moment(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw unfit(value, "Timestamp");
        }
        BigDecimal seconds = value.decimalValue();
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    /** Nothing where it is missing, which {@link #check} tells. */
    public byte[] requiredBytes(String name) {
        var value = value(name);
        if (value == null) {
            required(name);
            return new byte[0];
        }
        try {
            var bytes = value.isTextual() || value.isBinary() ? value.binaryValue() : null;
            if (bytes == null) {
                throw unfit(value, "Blob");
            }
            return bytes;
        } catch (IOException e) {
            throw Refusals.shape("'%s' can not be converted to a Blob".formatted(name));
        }
    }

    public Optional<KinesisRequest> structure(String name) {
        return Optional.ofNullable(value(name)).map(value -> new KinesisRequest(object(value), at(name) + ".", broken));
    }

    /** A list's structures; none where it is missing. */
    public List<KinesisRequest> structures(String name) {
        List<KinesisRequest> all = new ArrayList<>();
        for (JsonNode element : list(name)) {
            all.add(new KinesisRequest(object(element), "%s.%d.member.".formatted(at(name), all.size() + 1), broken));
        }
        return all;
    }

    public List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (JsonNode element : list(name)) {
            if (!element.isTextual()) {
                throw unfit(element, "String");
            }
            all.add(element.textValue());
        }
        return all;
    }

    /** Texts by keys of the client's own. */
    public Map<String, String> entries(String name) {
        Map<String, String> entries = new LinkedHashMap<>();
        var value = value(name);
        if (value != null) {
            for (var entry : object(value).properties()) {
                if (!entry.getValue().isTextual()) {
                    throw unfit(entry.getValue(), "String");
                }
                entries.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return entries;
    }

    private Iterable<JsonNode> list(String name) {
        var value = value(name);
        if (value != null && !value.isArray()) {
            throw Refusals.shape("Unexpected field type");
        }
        return value == null ? List.of() : value;
    }

    private static ObjectNode object(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw Refusals.shape(
                value.isArray() ? "Start of list found where not expected" : "Unexpected value type in payload");
    }

    private @Nullable JsonNode value(String name) {
        var value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** @param constraint behind "Member must" */
    public void unfit(String name, String value, String constraint) {
        broken.add("Value '%s' at '%s' failed to satisfy constraint: Member must %s"
                .formatted(value, at(name), constraint));
    }

    public void unfitKeys(String name, Object map, String constraint) {
        broken.add("Value '%s' at '%s' failed to satisfy constraint: Map keys must satisfy constraint: %s"
                .formatted(map, at(name), constraint));
    }

    public void unfitValues(String name, Object map, String constraint) {
        broken.add("Value '%s' at '%s' failed to satisfy constraint: Map value must satisfy constraint: %s"
                .formatted(map, at(name), constraint));
    }

    private static RuntimeException unfit(JsonNode value, String type) {
        if (value.isObject()) {
            return Refusals.shape("Start of structure or map found where not expected.");
        }
        if (value.isArray()) {
            return Refusals.shape("Start of list found where not expected");
        }
        var kind = value.isTextual()
                ? "STRING_VALUE"
                : value.isNumber() ? "NUMBER_VALUE" : value.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
        return Refusals.shape("%s can not be converted to %s".formatted(kind, type));
    }

    private String at(String name) {
        return path + Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** @throws AwsException ValidationException with all that is wrong */
    public void check() {
        if (!broken.isEmpty()) {
            throw new AwsException(
                    400,
                    "ValidationException",
                    "%d validation error%s detected: %s"
                            .formatted(broken.size(), broken.size() == 1 ? "" : "s", String.join("; ", broken)));
        }
    }
}
