package dev.evenstep.local.template;

import dev.evenstep.local.template.PropertyTable.Treatment;
import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Json;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Goes through the properties of one resource by its type's table: resolves what is honoured, names what is not, and
 * sees to it that nothing refers to what is not there, in either.
 */
final class Inspection {

    private final Declaration declaration;
    private final Subject subject;
    private final PropertyTable table;
    private final Evaluator evaluator;
    private final Draft draft;

    Inspection(Subject subject, PropertyTable table, Evaluator evaluator, Draft draft) {
        this.declaration = subject.declaration();
        this.subject = subject;
        this.table = table;
        this.evaluator = evaluator;
        this.draft = draft;
    }

    Properties properties() {
        return new Properties(entries(declaration.properties(), "", ""), "", subject);
    }

    /** For types of which nothing is honoured. */
    void mentionOnly() {
        evaluator.resolve(
                declaration.properties(), Place.mention(declaration.origin().where("")));
    }

    /**
     * @param path as it stands in the table
     * @param shown as it stands in the template, with the positions in lists
     */
    private Node open(Node node, String path, String shown) {
        return switch (node) {
            case Node.Mapping mapping when !mapping.isFunction() -> entries(mapping, path, shown);
            case Node.Sequence sequence -> items(sequence, path, shown);
            case Node.Mapping function -> written(evaluator.resolve(function, Place.of(where(shown))), path, shown);
            case Node.Scalar text -> written(text, path, shown);
            case Node.Absent absent -> absent;
            case Node.Broken broken -> broken;
        };
    }

    /** Some objects may be written as JSON text. */
    private Node written(Node value, String path, String shown) {
        return value instanceof Node.Scalar text
                        && Json.parse(text.text(), text.line()).orElse(text) instanceof Node.Mapping mapping
                ? entries(mapping, path, shown)
                : value;
    }

    private Node.Mapping entries(Node.Mapping mapping, String path, String shown) {
        Map<String, Node> entries = new LinkedHashMap<>();
        mapping.entries().forEach((name, node) -> {
            var value = property(node, join(path, name), join(shown, name));
            if (!(value instanceof Node.Absent)) {
                entries.put(name, value);
            }
        });
        return new Node.Mapping(entries, mapping.line());
    }

    private Node items(Node.Sequence sequence, String path, String shown) {
        List<Node> items = new ArrayList<>();
        for (var item : sequence.items()) {
            var itemShown = join(shown, "" + items.size());
            var value = open(evaluator.choose(item, Place.of(where(itemShown))), path, itemShown);
            if (!(value instanceof Node.Absent)) {
                items.add(value);
            }
        }
        return new Node.Sequence(items, sequence.line());
    }

    private Node property(Node written, String path, String shown) {
        var node = evaluator.choose(written, Place.of(where(shown)));
        if (node instanceof Node.Absent) {
            return node;
        }
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL) {
            if (declaration.origin().isSam()) {
                return new Node.Absent(node.line());
            }
            subject.problem(node.line(), shown, "has no value; CloudFormation refuses that: give one, or remove it");
            return new Node.Broken(node.line());
        }
        return switch (table.of(path)) {
            case Treatment.Honoured honoured -> honoured(node, shown);
            case Treatment.Expanded expanded -> new Node.Absent(node.line());
            case Treatment.Opened opened -> open(node, path, shown);
            case Treatment.Compared(var why) -> {
                draft.leave(declaration.origin(), shown, why);
                yield honoured(node, shown);
            }
            case Treatment.Left(var why) -> left(node, shown, why);
            case Treatment.Unknown unknown -> left(node, shown, Why.UNKNOWN);
        };
    }

    private Node honoured(Node node, String shown) {
        var value = evaluator.resolve(node, Place.of(where(shown)));
        if (texts(value).anyMatch(text -> text.contains("{{resolve:"))) {
            draft.leave(declaration.origin(), shown, "references to stores and secrets stay the text they are");
        }
        return value;
    }

    private Node left(Node node, String shown, String why) {
        var value = evaluator.resolve(node, Place.mention(where(shown)));
        if (!(value instanceof Node.Absent)) {
            draft.leave(declaration.origin(), shown, why);
        }
        return new Node.Absent(node.line());
    }

    private static Stream<String> texts(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> Stream.of(scalar.text());
            case Node.Sequence sequence -> sequence.items().stream().flatMap(Inspection::texts);
            case Node.Mapping mapping -> mapping.entries().values().stream().flatMap(Inspection::texts);
            case Node.Absent absent -> Stream.empty();
            case Node.Broken broken -> Stream.empty();
        };
    }

    private String where(String path) {
        return declaration.origin().where(path);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
