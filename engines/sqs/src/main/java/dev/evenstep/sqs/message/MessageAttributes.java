package dev.evenstep.sqs.message;

import dev.evenstep.sqs.request.RequestInput;
import dev.evenstep.sqs.request.SqsError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads, checks and selects message attributes (developer guide, "Amazon SQS message metadata"). */
final class MessageAttributes {

    private static final int MOST = 10;
    private static final int LONGEST = 256;
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]+");

    private MessageAttributes() {}

    /** @param kind {@code user} or {@code system}, for the words of an error */
    static Map<String, MessageAttribute> read(Map<String, RequestInput> given, String kind) {
        if (given.isEmpty()) {
            return Map.of();
        }
        if (given.size() > MOST) {
            throw SqsError.invalid("Number of message attributes [%d] exceeds the allowed maximum [%d]."
                    .formatted(given.size(), MOST));
        }
        Map<String, MessageAttribute> read = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            checkName(name);
            read.put(name, read("Message (%s) attribute '%s'".formatted(kind, name), name, value));
        });
        return read;
    }

    private static void checkName(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("aws.") || lower.startsWith("amazon.")) {
            throw SqsError.invalid("You can't use message attribute names beginning with 'AWS.' or 'Amazon.'."
                    + " These strings are reserved for internal use.");
        }
        if (name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            throw SqsError.invalid(
                    "Invalid message attribute name '%s': it can't start or end with a period or have".formatted(name)
                            + " periods in succession.");
        }
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            throw SqsError.invalid(
                    "Invalid message attribute name '%s': it can contain letters, digits, underscores,".formatted(name)
                            + " hyphens and periods and be up to 256 characters long.");
        }
    }

    private static MessageAttribute read(String subject, String name, RequestInput given) {
        var type = given.text("DataType").orElse("");
        if (type.isEmpty()) {
            throw SqsError.invalid(subject + " must contain a non-empty attribute type.");
        }
        if (type.length() > LONGEST || !TYPE.matcher(type).matches()) {
            throw SqsError.invalid(
                    ("The type of message (user) attribute '%s' is invalid. You must use only the following supported"
                                    + " type prefixes: Binary, Number, String.")
                            .formatted(name));
        }
        boolean binary = type.startsWith("Binary");
        var value = given.text(binary ? "BinaryValue" : "StringValue").orElse("");
        if (value.isEmpty()) {
            throw SqsError.invalid(
                    "%s must contain a non-empty value of type '%s'.".formatted(subject, binary ? "Binary" : "String"));
        }
        var attribute = new MessageAttribute(type, value);
        if (binary) {
            check(attribute, subject);
        } else if (!Characters.allowed(value)) {
            throw SqsError.invalid("Invalid binary character was found in the message attribute value, the set of"
                    + " allowed characters is " + Characters.ALLOWED);
        }
        if (type.startsWith("Number") && !isNumber(value)) {
            throw SqsError.invalid(
                    "Can't cast the value of message (user) attribute '%s' to a number.".formatted(name));
        }
        return attribute;
    }

    private static void check(MessageAttribute attribute, String subject) {
        try {
            var unused = attribute.bytes();
        } catch (IllegalArgumentException e) {
            throw SqsError.of("SerializationException", subject + " is no base64.");
        }
    }

    private static boolean isNumber(String value) {
        try {
            return new BigDecimal(value).precision() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Names, types and values count (quotas of the developer guide). */
    static int size(Map<String, MessageAttribute> attributes) {
        int size = 0;
        for (var entry : attributes.entrySet()) {
            var attribute = entry.getValue();
            size += (entry.getKey() + attribute.type()).getBytes(StandardCharsets.UTF_8).length;
            size += attribute.bytes().length;
        }
        return size;
    }

    /** @param names a name, {@code All}, {@code .*}, or a prefix before {@code .*} */
    static Map<String, MessageAttribute> select(Map<String, MessageAttribute> attributes, List<String> names) {
        if (names.isEmpty() || attributes.isEmpty()) {
            return Map.of();
        }
        if (names.stream().anyMatch(name -> name.equals("All") || name.equals(".*") || name.equals("*"))) {
            return attributes;
        }
        Map<String, MessageAttribute> selected = new LinkedHashMap<>(attributes);
        selected.keySet().removeIf(name -> names.stream().noneMatch(pattern -> fits(name, pattern)));
        return selected;
    }

    private static boolean fits(String name, String pattern) {
        return pattern.endsWith(".*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 2))
                : name.equals(pattern);
    }
}
