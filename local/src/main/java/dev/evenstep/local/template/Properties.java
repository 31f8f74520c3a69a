package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Json;
import dev.evenstep.local.template.language.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A resource's properties, resolved, or a part of them. What does not fit is reported and read as if it were not set,
 * so that everything wrong with a resource is told at once.
 */
final class Properties {

    private final Node.Mapping values;
    private final String path;
    private final Subject subject;

    Properties(Node.Mapping values, String path, Subject subject) {
        this.values = values;
        this.path = path;
        this.subject = subject;
    }

    Declaration declaration() {
        return subject.declaration();
    }

    /** Whether anything at all is set. */
    boolean any() {
        return !values.entries().isEmpty();
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    /** Every key that is set. */
    List<String> names() {
        return List.copyOf(values.entries().keySet());
    }

    Optional<Node> node(String name) {
        return Optional.ofNullable(values.get(name)).filter(node -> !(node instanceof Node.Broken));
    }

    Optional<String> text(String name) {
        return node(name).flatMap(node -> {
            if (node instanceof Node.Scalar scalar) {
                return Optional.of(scalar.text());
            }
            problem(name, "must be a text");
            return Optional.empty();
        });
    }

    String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** A text that must be set. */
    String demand(String name) {
        if (!has(name)) {
            problem(name, "is missing");
        }
        return text(name, "");
    }

    /** One of a few texts. */
    String choice(String name, String otherwise, List<String> allowed) {
        var text = text(name, otherwise);
        if (!text.isEmpty() && !allowed.contains(text)) {
            problem(name, "is " + text + "; must be one of " + allowed);
            return otherwise;
        }
        return text;
    }

    Optional<Integer> integer(String name, Range range) {
        return text(name).flatMap(text -> {
            if (text.matches("-?\\d{1,10}") && range.has(Long.parseLong(text))) {
                return Optional.of(Integer.parseInt(text));
            }
            problem(name, "is " + text + "; must be " + range);
            return Optional.empty();
        });
    }

    int integer(String name, int otherwise, Range range) {
        return integer(name, range).orElse(otherwise);
    }

    Duration seconds(String name, Duration otherwise, Range range) {
        return integer(name, range).map(Duration::ofSeconds).orElse(otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        return text(name)
                .map(text -> {
                    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                        problem(name, "is " + text + "; must be true or false");
                        return otherwise;
                    }
                    return Boolean.parseBoolean(text);
                })
                .orElse(otherwise);
    }

    /** A nested object, as an object or as JSON text; empty where it is not set. */
    Properties object(String name) {
        var found = node(name);
        var parsed = found.flatMap(
                node -> node instanceof Node.Scalar text ? Json.parse(text.text(), text.line()) : Optional.of(node));
        if (parsed.isPresent() && parsed.get() instanceof Node.Mapping mapping) {
            return new Properties(mapping, path(name), subject);
        }
        found.ifPresent(node -> problem(name, "must be an object"));
        return new Properties(Node.Mapping.empty(values.line()), path(name), subject);
    }

    List<Properties> objects(String name) {
        var items = items(name);
        return IntStream.range(0, items.size())
                .mapToObj(index -> item(name, index, items.get(index)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Properties> item(String name, int index, Node item) {
        var itemPath = name + "." + index;
        if (item instanceof Node.Mapping mapping) {
            return Optional.of(new Properties(mapping, path(itemPath), subject));
        }
        if (!(item instanceof Node.Broken)) {
            subject.problem(item.line(), path(itemPath), "must be an object");
        }
        return Optional.empty();
    }

    List<String> texts(String name) {
        return items(name).stream()
                .flatMap(item -> {
                    if (item instanceof Node.Scalar scalar) {
                        return Optional.of(scalar.text()).stream();
                    }
                    if (!(item instanceof Node.Broken)) {
                        problem(name, "must hold texts only");
                    }
                    return Optional.<String>empty().stream();
                })
                .toList();
    }

    private List<Node> items(String name) {
        return node(name)
                .map(node -> {
                    if (node instanceof Node.Sequence sequence) {
                        return sequence.items();
                    }
                    problem(name, "must be a list");
                    return List.<Node>of();
                })
                .orElse(List.of());
    }

    /** A nested object of texts by keys of the author's own. */
    Map<String, String> entries(String name) {
        var object = object(name);
        return object.names().stream()
                .filter(key -> object.text(key).isPresent())
                .collect(Collectors.toMap(key -> key, key -> object.text(key, "")));
    }

    void problem(String name, String what) {
        var node = values.get(name);
        subject.problem(node == null ? values.line() : node.line(), path(name), what);
    }

    /** A problem of this object as a whole. */
    void problem(String what) {
        subject.problem(values.line(), path, what);
    }

    /** How many problems the whole template has by now: no more afterwards means that a piece of it was sound. */
    int problems() {
        return subject.problems().count();
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
