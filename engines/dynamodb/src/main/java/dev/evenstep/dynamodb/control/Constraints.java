package dev.evenstep.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request's members must be each for itself. All that is wrong is told at once, as AWS does. */
final class Constraints {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final int MOST_TOLD = 10;

    private final List<String> violated = new ArrayList<>();

    /** A table that is to be made, or one that is named or told by its ARN. */
    static String tableName(ObjectNode request, int shortest, int longest) {
        var name = text(request, "TableName")
                .orElseThrow(() ->
                        Errors.invalid("The parameter 'TableName' is required but was not present in the request"));
        var constraints = new Constraints();
        constraints.length(name, name.length(), "tableName", shortest, longest);
        if (!name.startsWith("arn:")) {
            constraints.name(name, "tableName");
        }
        constraints.check();
        return name;
    }

    /** @throws AwsException {@code SerializationException} where it is no text */
    static Optional<String> text(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw Errors.wrongType(value, "String");
        }
        return Optional.of(value.textValue());
    }

    /** @throws AwsException {@code SerializationException} where it is no boolean */
    static Optional<Boolean> flag(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw Errors.wrongType(value, "Boolean");
        }
        return Optional.of(value.booleanValue());
    }

    /** Whether there is a list. */
    static boolean list(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isArray()) {
            throw new AwsException(400, "SerializationException", "Unexpected field type");
        }
        return true;
    }

    /** Whether there is one, and a violation where there is none. */
    boolean required(JsonNode value, String at) {
        boolean missing = value.isMissingNode() || value.isNull();
        if (missing) {
            violated.add("Value null at '%s' failed to satisfy constraint: Member must not be null".formatted(at));
        }
        return !missing;
    }

    void length(String shown, int length, String at, int least, int most) {
        if (length < least) {
            add(shown, at, "Member must have length greater than or equal to " + least);
        } else if (length > most) {
            add(shown, at, "Member must have length less than or equal to " + most);
        }
    }

    void text(JsonNode parent, String name, String at, int least, int most) {
        if (required(parent.path(name), at)) {
            text(parent, name).ifPresent(text -> length(text, text.length(), at, least, most));
        }
    }

    void name(String name, String at) {
        if (!NAME.matcher(name).matches()) {
            add(name, at, "Member must satisfy regular expression pattern: " + NAME);
        }
    }

    /** A text that need not be there. */
    void oneOf(JsonNode parent, String name, String at, List<String> allowed) {
        text(parent, name)
                .filter(text -> !allowed.contains(text))
                .ifPresent(text -> add(text, at, "Member must satisfy enum value set: " + allowed));
    }

    void number(JsonNode value, String at, long least, long most) {
        if (!required(value, at)) {
            return;
        }
        if (!value.isNumber()) {
            throw Errors.wrongType(value, "Long");
        }
        if (value.longValue() < least) {
            add(value.asText(), at, "Member must have value greater than or equal to " + least);
        } else if (value.longValue() > most) {
            add(value.asText(), at, "Member must have value less than or equal to " + most);
        }
    }

    private void add(String shown, String at, String constraint) {
        violated.add("Value '%s' at '%s' failed to satisfy constraint: %s".formatted(shown, at, constraint));
    }

    /** @throws AwsException {@code ValidationException} where something is violated */
    void check() {
        if (!violated.isEmpty()) {
            int told = Math.min(violated.size(), MOST_TOLD);
            throw Errors.invalid("%d validation error%s detected: %s"
                    .formatted(told, told == 1 ? "" : "s", String.join("; ", violated.subList(0, told))));
        }
    }
}
