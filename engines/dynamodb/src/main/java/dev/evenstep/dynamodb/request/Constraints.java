package dev.evenstep.dynamodb.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.dynamodb.value.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request's parameters, to tell all of it in one message as AWS does. */
public final class Constraints {

    private static final int LONGEST_NAME = 255;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

    private final JsonNode request;
    private final String path;
    private final List<String> broken;

    private Constraints(JsonNode request, String path, List<String> broken) {
        this.request = request;
        this.path = path;
        this.broken = broken;
    }

    public static Constraints of(JsonNode request) {
        return new Constraints(request, "", new ArrayList<>(0));
    }

    /** @param path what stands before a parameter's name in messages, such as {@code transactItems.1.member.put.} */
    public static Constraints of(JsonNode request, String path) {
        return new Constraints(request, path, new ArrayList<>(0));
    }

    /** Those of a structure, where it is given; what is wrong there is told with the rest. */
    public Constraints structure(String name, Consumer<Constraints> own) {
        JsonNode part = Shape.structure(request, name);
        if (part != null) {
            own.accept(new Constraints(part, path + lower(name) + ".", broken));
        }
        return this;
    }

    /** Those of each of a list's structures. */
    public Constraints each(String name, Consumer<Constraints> own) {
        int number = 1;
        for (JsonNode part : Shape.list(request, name)) {
            own.accept(new Constraints(part, "%s%s.%d.member.".formatted(path, lower(name), number++), broken));
        }
        return this;
    }

    /** Those of each of a map's structures. */
    public Constraints entries(String name, Consumer<Constraints> own) {
        if (request.hasNonNull(name)) {
            Shape.map(request.get(name)).properties().forEach(entry -> {
                String at = "%s%s.%s.member.".formatted(path, lower(name), entry.getKey());
                own.accept(new Constraints(entry.getValue(), at, broken));
            });
        }
        return this;
    }

    /** @param shown an element of the list as AWS tells it */
    public Constraints size(String name, int shortest, int longest, Function<JsonNode, String> shown) {
        JsonNode list = request.path(name);
        List<String> all = new ArrayList<>();
        list.forEach(element -> all.add(shown.apply(element)));
        return list.isArray() ? length(name, all.toString(), list.size(), shortest, longest) : this;
    }

    /** What is wrong with the table's name or ARN is told at once and alone. */
    public Constraints table() {
        return table(1);
    }

    public Constraints table(int shortest) {
        String name = Shape.text(request, "TableName");
        String wrong = name == null ? notNull("tableName") : unfitName("tableName", name, shortest);
        if (wrong != null) {
            broken.clear();
            broken.add(wrong);
            check();
        }
        return this;
    }

    public Constraints index() {
        return name("IndexName");
    }

    /** A name of a table or an index, where it is given. */
    public Constraints name(String parameter) {
        String name = Shape.text(request, parameter);
        String wrong = name == null ? null : unfitName(path + lower(parameter), name, 3);
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

    /** A text that must be there. */
    public Constraints text(String name, int shortest, int longest) {
        String text = Shape.text(request, name);
        return text == null ? required(name) : length(name, text, text.length(), shortest, longest);
    }

    /** @param shown the value as AWS tells it */
    public Constraints length(String name, String shown, int length, int shortest, int longest) {
        if (length < shortest) {
            broken.add(
                    unfit(path + lower(name), shown, "Member must have length greater than or equal to " + shortest));
        } else if (length > longest) {
            broken.add(unfit(path + lower(name), shown, "Member must have length less than or equal to " + longest));
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

    public Constraints atLeast(String name, int least) {
        return between(name, least, Integer.MAX_VALUE);
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
