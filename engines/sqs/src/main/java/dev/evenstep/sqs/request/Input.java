package dev.evenstep.sqs.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request or of one of its entries. */
public record Input(ObjectNode json) {

    public Optional<String> text(String name) {
        return value(name).map(value -> text(name, value));
    }

    /** @throws AwsException {@code MissingParameter} where it is absent or empty */
    public String required(String name) {
        return text(name).filter(text -> !text.isEmpty()).orElseThrow(() -> Refusal.missing(name));
    }

    /** @throws AwsException {@code InvalidParameterValue} with the reason, where it is out of range */
    public Optional<Integer> number(String name, int least, int most, String reason) {
        return value(name).map(value -> {
            if (!value.isIntegralNumber()) {
                throw wrongType(name);
            }
            if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
                throw Refusal.invalid(value.asText(), name, reason);
            }
            return value.intValue();
        });
    }

    /** A number from 0 on, refused in the usual words. */
    public Optional<Integer> seconds(String name, int most) {
        return number(name, 0, most, "Must be >= 0 and <= %d, if provided.".formatted(most));
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        list(name).forEach(value -> texts.add(text(name, value)));
        return texts;
    }

    public List<Input> entries(String name) {
        List<Input> entries = new ArrayList<>();
        list(name).forEach(value -> entries.add(input(name, value)));
        return entries;
    }

    public Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        object(name).json.properties().forEach(entry -> map.put(entry.getKey(), text(name, entry.getValue())));
        return map;
    }

    public Map<String, Input> inputs(String name) {
        var object = object(name).json;
        if (object.isEmpty()) {
            return Map.of();
        }
        Map<String, Input> map = new LinkedHashMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), input(name, entry.getValue())));
        return map;
    }

    private Input object(String name) {
        return value(name).map(value -> input(name, value)).orElseGet(() -> new Input(Json.object()));
    }

    private Iterable<JsonNode> list(String name) {
        var value = value(name);
        if (value.isPresent() && !value.get().isArray()) {
            throw wrongType(name);
        }
        return value.<Iterable<JsonNode>>map(list -> list).orElse(List.of());
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw wrongType(name);
        }
        return value.textValue();
    }

    private static Input input(String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return new Input(object);
        }
        throw wrongType(name);
    }

    private static AwsException wrongType(String name) {
        return Refusal.of("SerializationException", "The value of %s is of a type that it cannot be.".formatted(name));
    }
}
