package dev.evenstep.local.template.language;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** JSON that stands as text within a template, and templates' values as JSON text. */
public final class Json {

    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");

    private Json() {}

    /** Parses a text; empty where it is not JSON. Its nodes all stand on the line of the text. */
    public static Optional<Node> parse(String text, int line) {
        var problems = new Problems(Path.of(""));
        try {
            var node = JsonReader.read(text, line, problems);
            return problems.count() == 0 ? Optional.of(node) : Optional.empty();
        } catch (TemplateException e) {
            return Optional.empty();
        }
    }

    /** Writes a resolved value without any blanks, keys in their order. */
    public static String write(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar);
            case Node.NodeList sequence ->
                sequence.items().stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
            case Node.Mapping mapping ->
                mapping.entries().entrySet().stream()
                        .map(entry -> quote(entry.getKey()) + ":" + write(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Node.NoValue absent -> "null";
            case Node.Broken broken -> "null";
        };
    }

    private static String scalar(Node.Scalar scalar) {
        return switch (scalar.kind()) {
            case TEXT -> quote(scalar.text());
            case NUMBER -> number(scalar.text());
            case BOOLEAN, NULL -> scalar.text();
        };
    }

    /** YAML has numbers, such as {@code 007} and {@code .5}, that JSON has not. */
    private static String number(String text) {
        return JSON_NUMBER.matcher(text).matches() ? text : new BigDecimal(text).toString();
    }

    private static String quote(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
