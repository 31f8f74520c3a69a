package dev.evenstep.sqs.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The parameters of a request or of one of its entries. */
public record RequestInput(ObjectNode json) {

    public Optional<String> text(String name) {
        return value(name).map(value -> text(name, value));
    }

    /** @throws AwsException {@code MissingParameter} where it is absent or empty */
    public String required(String name) {
        return text(name).filter(text -> !text.isEmpty()).orElseThrow(() -> SqsError.missing(name));
    }

    /**
     * A whole number.
     *
     * @param reason said where it is out of range, with room for both ends of it
     * @throws AwsException {@code InvalidParameterValue}
     */
    public Optional<Integer> number(String name, int least, int most, String reason) {
        return value(name).map(value -> {
            if (!value.isIntegralNumber()) {
                throw wrongType(name);
            }
            if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
                throw SqsError.invalid(value.asText(), name, reason.formatted(least, most));
            }
            return value.intValue();
        });
    }

    /** A number from 0 on. */
    public Optional<Integer> seconds(String name, int most) {
        return number(name, 0, most, "Must be >= %d and <= %d, if provided.");
    }

    /** A number from 1 on. */
    public Optional<Integer> upTo(String name, int most) {
        return number(name, 1, most, "Must be between %d and %d, if provided.");
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        children(name, JsonNode::isArray).forEach(value -> texts.add(text(name, value)));
        return texts;
    }

    public List<RequestInput> entries(String name) {
        List<RequestInput> entries = new ArrayList<>();
        children(name, JsonNode::isArray).forEach(value -> entries.add(input(name, value)));
        return entries;
    }

    public Map<String, String> map(String name) {
        return map(name, value -> text(name, value));
    }

    public Map<String, RequestInput> inputs(String name) {
        return map(name, value -> input(name, value));
    }

    private <T> Map<String, T> map(String name, Function<JsonNode, T> read) {
        Map<String, T> map = new LinkedHashMap<>();
        children(name, JsonNode::isObject)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), read.apply(entry.getValue())));
        return map;
    }

    private JsonNode children(String name, Predicate<JsonNode> type) {
        var value = value(name).orElse(MissingNode.getInstance());
        if (!value.isMissingNode() && !type.test(value)) {
            throw wrongType(name);
        }
        return value;
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

    private static RequestInput input(String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return new RequestInput(object);
        }
        throw wrongType(name);
    }

    private static AwsException wrongType(String name) {
        return SqsError.of("SerializationException", "The value of %s is of a type that it cannot be.".formatted(name));
    }
}
