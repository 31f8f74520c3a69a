package dev.evenstep.dynamodb.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.dynamodb.value.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request's parameters, to tell all of it in one message as AWS does. */
public final class Constraints {

    private static final int LONGEST_NAME = 255;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

    private final JsonNode request;
    private final String path;
    private final List<String> broken = new ArrayList<>(0);

    private Constraints(JsonNode request, String path) {
        this.request = request;
        this.path = path;
    }

    public static Constraints of(JsonNode request) {
        return new Constraints(request, "");
    }

    /** @param path what stands before a parameter's name in messages, such as {@code transactItems.1.member.put.} */
    public static Constraints of(JsonNode request, String path) {
        return new Constraints(request, path);
    }

    /** What is wrong with the table's name or ARN is told at once and alone. */
    public Constraints table() {
        String name = Shape.text(request, "TableName");
        String wrong = name == null ? notNull("tableName") : unfitName("tableName", name, 1);
        if (wrong != null) {
            broken.clear();
            broken.add(wrong);
            check();
        }
        return this;
    }

    public Constraints index() {
        String name = Shape.text(request, "IndexName");
        String wrong = name == null ? null : unfitName("indexName", name, 3);
        if (wrong != null) {
            broken.add(wrong);
        }
        return this;
    }

    private @Nullable String unfitName(String at, String name, int shortest) {
        if (name.startsWith("arn:")) {
            return null;
        }
        if (name.length() < shortest) {
            return unfit(at, name, "Member must have length greater than or equal to " + shortest);
        }
        if (name.length() > LONGEST_NAME) {
            return unfit(at, name, "Member must have length less than or equal to " + LONGEST_NAME);
        }
        return NAME.matcher(name).matches()
                ? null
                : unfit(at, name, "Member must satisfy regular expression pattern: " + NAME);
    }

    public Constraints required(String name) {
        JsonNode value = request.get(name);
        if (value == null || value.isNull()) {
            broken.add(notNull(path + lower(name)));
        }
        return this;
    }

    /** @param values in the order in which AWS's message names them */
    public Constraints oneOf(String name, String... values) {
        String value = Shape.text(request, name);
        if (value != null && !List.of(values).contains(value)) {
            broken.add(unfit(
                    path + lower(name),
                    value,
                    "Member must satisfy enum value set: [%s]".formatted(String.join(", ", values))));
        }
        return this;
    }

    public Constraints consumedCapacity() {
        return oneOf("ReturnConsumedCapacity", "INDEXES", "TOTAL", "NONE");
    }

    public Constraints itemCollectionMetrics() {
        return oneOf("ReturnItemCollectionMetrics", "SIZE", "NONE");
    }

    /** @param message as AWS words it, behind "validation error detected: " */
    public Constraints unless(boolean fits, String message) {
        if (!fits) {
            broken.add(message);
        }
        return this;
    }

    public Constraints between(String name, int least, int most) {
        Integer value = Shape.number(request, name);
        if (value != null && value < least) {
            broken.add(unfit(path + lower(name), value, "Member must have value greater than or equal to " + least));
        }
        if (value != null && value > most) {
            broken.add(unfit(path + lower(name), value, "Member must have value less than or equal to " + most));
        }
        return this;
    }

    /** @throws dev.evenstep.engine.protocol.AwsException ValidationException with all that is wrong */
    public void check() {
        if (!broken.isEmpty()) {
            throw Invalid.request("%d validation error%s detected: %s"
                    .formatted(broken.size(), broken.size() == 1 ? "" : "s", String.join("; ", broken)));
        }
    }

    private static String notNull(String at) {
        return "Value null at '%s' failed to satisfy constraint: Member must not be null".formatted(at);
    }

    private static String unfit(String at, Object value, String constraint) {
        return "Value '%s' at '%s' failed to satisfy constraint: %s".formatted(value, at, constraint);
    }

    private static String lower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
