package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Json;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.ValueLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A resource's properties, or a part of them, resolved as they are asked for. What nobody asks for has no effect, and
 * {@link #leaveRest()} says so: nothing is dropped in silence. What does not fit is reported and read as if it were not
 * set, so that everything wrong with a resource is told at once.
 */
final class Properties {

    private final Reading reading;
    private final Node.Mapping written;
    private final String path;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, List<Properties>> parts = new HashMap<>();
    private boolean restIsIgnored;

    Properties(Reading reading, Node.Mapping written, String path) {
        this.reading = reading;
        this.written = written;
        this.path = path;
    }

    /**
     * The resource that is read.
     *
     * @param purpose what its values are wanted for
     */
    record Reading(
            Declaration declaration,
            Evaluator evaluator,
            ValueLocation.Purpose purpose,
            StackBuilder builder,
            Problems problems) {

        ValueLocation place(String path) {
            return new ValueLocation(declaration.origin().where(path), purpose);
        }
    }

    Declaration declaration() {
        return reading.declaration();
    }

    private static boolean isThere(Node node) {
        return !node.isAbsent() && !(node instanceof Node.Broken);
    }

    /** What stands there, its {@code Fn::If} decided; an absent node where nothing does. */
    private Node chosen(String name) {
        asked.add(name);
        var node = decided(written.get(name), name);
        if (!node.isNull()) {
            return node;
        }
        if (declaration().origin().isSam()) {
            return new Node.NoValue(node.line());
        }
        problem(name, "has no value; CloudFormation refuses that: give one, or remove it");
        return new Node.Broken(node.line());
    }

    private Node decided(Node node, String name) {
        return reading.evaluator().choose(node, reading.place(path(name)));
    }

    private Node resolved(Node node, String name) {
        var value = reading.evaluator().resolve(node, reading.place(path(name)));
        if (refersToStore(value)) {
            leave(name, "references to stores and secrets stay the text they are");
        }
        return value;
    }

    private static boolean refersToStore(Node value) {
        return value.asText().orElse("").contains("{{resolve:")
                || value.items().stream().anyMatch(Properties::refersToStore)
                || value.entries().values().stream().anyMatch(Properties::refersToStore);
    }

    boolean has(String name) {
        return !chosen(name).isAbsent();
    }

    /** Whether anything at all is set. */
    boolean any() {
        return written.entries().entrySet().stream()
                .anyMatch(entry -> !decided(entry.getValue(), entry.getKey()).isAbsent());
    }

    /** A value with everything in it; empty where it is not set, or broken. */
    Optional<Node> node(String name) {
        return Optional.of(resolved(chosen(name), name)).filter(Properties::isThere);
    }

    Optional<String> text(String name) {
        return node(name).flatMap(node -> {
            if (node.asText().isEmpty()) {
                problem(name, "must be a text");
            }
            return node.asText();
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
        var text = text(name, "" + otherwise);
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        problem(name, "is " + text + "; must be true or false");
        return otherwise;
    }

    /** A nested object, as an object or as JSON text; empty where it is not set. */
    Properties object(String name) {
        return parts.computeIfAbsent(name, key -> {
                    var node = chosen(name);
                    return List.of(
                            node.isAbsent()
                                    ? new Properties(reading, Node.Mapping.empty(written.line()), path(name))
                                    : part(node, name));
                })
                .getFirst();
    }

    private Properties part(Node node, String name) {
        var value = node.isFunction() ? resolved(node, name) : node;
        var parsed =
                value.asText().flatMap(text -> Json.parse(text, value.line())).orElse(value);
        if (!(parsed instanceof Node.Mapping) && isThere(parsed)) {
            reading.problems().report(node.line(), declaration().origin().where(path(name)), "must be an object");
        }
        var mapping = parsed instanceof Node.Mapping found ? found : Node.Mapping.empty(node.line());
        return new Properties(reading, mapping, path(name));
    }

    List<Properties> objects(String name) {
        return parts.computeIfAbsent(name, key -> {
            List<Properties> objects = new ArrayList<>();
            for (var item : items(name)) {
                var itemName = name + "." + objects.size();
                var node = decided(item, itemName);
                if (!node.isAbsent()) {
                    objects.add(part(node, itemName));
                }
            }
            return List.copyOf(objects);
        });
    }

    /** Nested objects, of which one may stand without a list. */
    List<Properties> oneOrMore(String name) {
        var node = chosen(name);
        return node instanceof Node.Mapping && !node.isFunction() ? List.of(object(name)) : objects(name);
    }

    List<String> texts(String name) {
        var items = items(name).stream()
                .map(item -> resolved(item, name))
                .filter(Properties::isThere)
                .toList();
        if (items.stream().anyMatch(item -> item.asText().isEmpty())) {
            problem(name, "must hold texts only");
        }
        return items.stream().flatMap(item -> item.asText().stream()).toList();
    }

    private List<Node> items(String name) {
        var node = chosen(name);
        var value = node.isFunction() ? resolved(node, name) : node;
        if (isThere(value) && !(value instanceof Node.NodeList)) {
            problem(name, "must be a list");
        }
        return value.items();
    }

    /** A nested object of texts by keys of the author's own. */
    Map<String, String> entries(String name) {
        Map<String, String> entries = new LinkedHashMap<>();
        var object = object(name);
        object.written.entries().keySet().forEach(key -> object.text(key).ifPresent(text -> entries.put(key, text)));
        return entries;
    }

    void problem(String name, String what) {
        var node = written.get(name);
        reading.problems().report(node.line(), declaration().origin().where(path(name)), what);
    }

    /** A problem of this object as a whole. */
    void problem(String what) {
        problem("", what);
    }

    /** Whether nothing is wrong with the resource by now. */
    boolean isSound() {
        return !reading.problems().concern(declaration().origin().where(""));
    }

    /** Notes that a property, or with no name all of this, has not the effect that it has on AWS. */
    void leave(String name, String why) {
        reading.builder().leave(declaration().origin(), path(name), why);
    }

    /** For what has no effect because the whole has none. */
    void ignoreRest() {
        restIsIgnored = true;
    }

    /** Names what nobody asked for, and sees to it that nothing in there refers to what is not there. */
    void leaveRest() {
        for (var name : written.entries().keySet()) {
            if (asked.contains(name)) {
                continue;
            }
            var where = declaration().origin().where(path(name));
            var value = reading.evaluator().resolve(chosen(name), ValueLocation.mention(where));
            if (!value.isAbsent() && !restIsIgnored) {
                leave(name, IgnoredSettings.why(name));
            }
        }
        parts.values().forEach(part -> part.forEach(Properties::leaveRest));
    }

    String path(String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }
}
