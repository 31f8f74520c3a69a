package dev.evenstep.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.ValueJson;
import dev.evenstep.engine.protocol.AwsException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A request's ExpressionAttributeNames and ExpressionAttributeValues, and which of them are used. */
final class Placeholders {

    static final String NAMES = "ExpressionAttributeNames";
    static final String VALUES = "ExpressionAttributeValues";

    private final Map<String, String> names;
    private final Map<String, Value> values;
    private final Set<String> used = new HashSet<>();
    private final Set<String> nested = new HashSet<>();

    private Placeholders(Map<String, String> names, Map<String, Value> values) {
        this.names = names;
        this.values = values;
    }

    static Placeholders of(ObjectNode request) {
        Map<String, String> names = read(request, NAMES, '#', (key, json) -> ValueJson.text(json));
        return new Placeholders(names, read(request, VALUES, ':', Placeholders::value));
    }

    private static <T> Map<String, T> read(
            ObjectNode request, String parameter, char sign, BiFunction<String, JsonNode, T> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        if (!request.hasNonNull(parameter)) {
            return read;
        }
        ObjectNode map = Shape.map(request.get(parameter));
        if (map.isEmpty()) {
            throw Invalid.request(parameter + " must not be empty");
        }
        map.fieldNames().forEachRemaining(key -> requireKey(parameter, sign, key));
        map.properties().forEach(entry -> read.put(entry.getKey(), reader.apply(entry.getKey(), entry.getValue())));
        return read;
    }

    private static void requireKey(String parameter, char sign, String key) {
        List<Token> tokens = Token.all(key);
        if (key.isEmpty()
                || key.charAt(0) != sign
                || key.length() == 1
                || tokens.getFirst().end() < key.length()) {
            throw Invalid.request(parameter + " contains invalid key: Syntax error; key: \"" + key + "\"");
        }
    }

    private static Value value(String key, JsonNode json) {
        try {
            return ValueJson.read(json);
        } catch (AwsException e) {
            if (!e.code().equals("ValidationException")) {
                throw e;
            }
            throw Invalid.request(VALUES + " contains invalid value: " + e.getMessage() + " for key " + key);
        }
    }

    /** Null: not defined. */
    @Nullable
    String name(String reference) {
        used.add(reference);
        return names.get(reference);
    }

    /** Null: not defined. */
    @Nullable
    Value value(String reference) {
        used.add(reference);
        return values.get(reference);
    }

    /** The top-level attributes that any expression looks into. */
    Set<String> nested() {
        return nested;
    }

    void requireAllUsed() {
        requireAllUsed(NAMES, names.keySet());
        requireAllUsed(VALUES, values.keySet());
    }

    private void requireAllUsed(String parameter, Set<String> keys) {
        List<String> unused = keys.stream().filter(key -> !used.contains(key)).toList();
        if (!unused.isEmpty()) {
            throw Invalid.request("Value provided in " + parameter + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }
}
