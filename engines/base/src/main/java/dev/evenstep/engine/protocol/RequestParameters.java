package dev.evenstep.engine.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An operation's parameters. What does not fit is refused in AWS's words: a wrong type with
 * {@code SerializationException}, a missing or unfit value with {@code ValidationException}.
 *
 * @param path what stands before a parameter's name in messages, such as {@code targets.1.member.}; empty at the top
 */
public record RequestParameters(ObjectNode json, String path) {

    public static RequestParameters of(ObjectNode request) {
        return new RequestParameters(request, "");
    }

    public Optional<String> text(String name) {
        return value(name).map(value -> {
            if (!value.isTextual()) {
                throw wrongType(name, "a string");
            }
            return value.textValue();
        });
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A text of limited length and, where it matters, of a given form. */
    public Optional<String> text(String name, int longest, Pattern form) {
        return text(name).map(text -> {
            if (text.isEmpty()) {
                throw unfit(name, text, "Member must have length greater than or equal to 1");
            }
            if (text.length() > longest) {
                throw unfit(name, text, "Member must have length less than or equal to " + longest);
            }
            if (!form.matcher(text).matches()) {
                throw unfit(name, text, "Member must satisfy regular expression pattern: " + form);
            }
            return text;
        });
    }

    public Optional<Long> number(String name, long least, long most) {
        return value(name).map(value -> {
            if (!value.isNumber() || !value.canConvertToExactIntegral()) {
                throw wrongType(name, "a whole number");
            }
            if (!value.canConvertToLong() || value.longValue() < least) {
                throw unfit(name, value.asText(), "Member must have value greater than or equal to " + least);
            }
            if (value.longValue() > most) {
                throw unfit(name, value.asText(), "Member must have value less than or equal to " + most);
            }
            return value.longValue();
        });
    }

    public boolean flag(String name) {
        return value(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrongType(name, "a boolean");
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    public Optional<RequestParameters> structure(String name) {
        return value(name).map(value -> new RequestParameters(object(name, value), at(name) + "."));
    }

    /** A list of structures, empty where it is missing. */
    public List<RequestParameters> structures(String name) {
        List<RequestParameters> members = new ArrayList<>();
        for (JsonNode member : list(name)) {
            members.add(new RequestParameters(
                    object(name, member), "%s.%d.member.".formatted(at(name), members.size() + 1)));
        }
        return members;
    }

    /** A list of texts, empty where it is missing. */
    public List<String> texts(String name) {
        List<String> members = new ArrayList<>();
        for (JsonNode member : list(name)) {
            if (!member.isTextual()) {
                throw wrongType(name, "a list of strings");
            }
            members.add(member.textValue());
        }
        return members;
    }

    public boolean has(String name) {
        return value(name).isPresent();
    }

    public AwsException missing(String name) {
        return new AwsException(
                400,
                "ValidationException",
                "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
                        .formatted(at(name)));
    }

    public AwsException unfit(String name, String value, String constraint) {
        return new AwsException(
                400,
                "ValidationException",
                "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
                        .formatted(value, at(name), constraint));
    }

    private AwsException wrongType(String name, String expected) {
        return new AwsException(400, "SerializationException", "%s must be %s".formatted(path + name, expected));
    }

    private Iterable<JsonNode> list(String name) {
        return value(name)
                .<Iterable<JsonNode>>map(value -> {
                    if (!value.isArray()) {
                        throw wrongType(name, "a list");
                    }
                    return value;
                })
                .orElse(List.of());
    }

    private ObjectNode object(String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw wrongType(name, "a structure");
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
    }

    private String at(String name) {
        return path + Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
