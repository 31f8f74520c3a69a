package dev.evenstep.local.template.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML 1.1, as CloudFormation does, into nodes; short tags ({@code !Sub}) become what they abbreviate. */
final class YamlReader {

    private static final Set<String> FUNCTIONS =
            Set.of(("And Base64 Cidr Equals FindInMap GetAZs GetAtt If ImportValue Join Length Not Or Select Split Sub"
                            + " ToJsonString Transform")
                    .split(" "));
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Map<Tag, Node.JsonKind> KINDS = Map.of(
            Tag.STR, Node.JsonKind.TEXT,
            Tag.MERGE, Node.JsonKind.TEXT,
            Tag.TIMESTAMP, Node.JsonKind.TEXT,
            Tag.INT, Node.JsonKind.NUMBER,
            Tag.FLOAT, Node.JsonKind.NUMBER,
            Tag.BOOL, Node.JsonKind.BOOLEAN,
            Tag.NULL, Node.JsonKind.NULL);

    private final Problems problems;
    private int nodes;

    private YamlReader(Problems problems) {
        this.problems = problems;
    }

    static Node read(String text, Problems problems) {
        try {
            var root = composer(text).getSingleNode();
            if (root == null) {
                throw problems.fatal(0, "", "the file is empty");
            }
            return new YamlReader(problems).node(root, 0);
        } catch (MarkedYAMLException e) {
            throw problems.fatal(line(e.getProblemMark()), "", "not well-formed YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw problems.fatal(0, "", "not well-formed YAML: " + e.getMessage());
        }
    }

    /** Without what makes objects of nodes, which takes its time to load. */
    private static Composer composer(String text) {
        var limits = new LoaderOptions();
        limits.setCodePointLimit(TemplateText.BYTES);
        limits.setNestingDepthLimit(10 * TemplateText.DEPTH);
        limits.setMaxAliasesForCollections(TemplateText.NODES);
        var parser = new ParserImpl(new StreamReader(text), limits);
        return new Composer(parser, new Resolver(), limits);
    }

    /** Aliases unfold here, so that all that they unfold to is counted. */
    private Node node(org.yaml.snakeyaml.nodes.Node written, int depth) {
        var line = line(written.getStartMark());
        nodes++;
        if (nodes > TemplateText.NODES) {
            var most = "with its aliases unfolded this holds more than " + TemplateText.NODES;
            throw problems.fatal(line, "", most + " values; write fewer aliases of aliases");
        }
        if (depth > TemplateText.DEPTH) {
            throw problems.fatal(line, "", TemplateText.TOO_DEEP);
        }
        if (written instanceof ScalarNode scalar) {
            var kind = KINDS.get(scalar.getTag());
            return kind == null
                    ? function(scalar.getTag(), Node.Scalar.text(scalar.getValue(), line))
                    : scalar(scalar.getValue(), kind, line);
        }
        if (written instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(node(item, depth + 1)));
            return function(sequence.getTag(), new Node.NodeList(items, line));
        }
        return function(written.getTag(), mapping((MappingNode) written, depth));
    }

    /** Of YAML's numbers those that JSON has too are numbers; {@code 12:30} stays a text. */
    private static Node scalar(String written, Node.JsonKind kind, int line) {
        return switch (kind) {
            case TEXT -> Node.Scalar.text(written, line);
            case NUMBER ->
                new Node.Scalar(written, NUMBER.matcher(written).matches() ? kind : Node.JsonKind.TEXT, line);
            case BOOLEAN ->
                new Node.Scalar("" + TRUE.contains(written.toLowerCase(Locale.ROOT)), Node.JsonKind.BOOLEAN, line);
            case NULL -> new Node.Scalar("null", kind, line);
        };
    }

    private Node mapping(MappingNode mapping, int depth) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (var tuple : mapping.getValue()) {
            var line = line(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key && KINDS.containsKey(key.getTag()))) {
                throw problems.fatal(line, "", "a key must be a plain text");
            }
            if (key.getTag().equals(Tag.MERGE)) {
                throw problems.fatal(line, "", "CloudFormation does not take merge keys (<<); write the entries out");
            }
            var former = entries.put(key.getValue(), node(tuple.getValueNode(), depth + 1));
            if (former != null) {
                problems.report(line, "", duplicate(key.getValue(), former));
            }
        }
        return new Node.Mapping(entries, line(mapping.getStartMark()));
    }

    private Node function(Tag tag, Node value) {
        var name = tag.getValue().startsWith("!") ? tag.getValue().substring(1) : tag.getValue();
        if (tag.equals(Tag.SEQ) || tag.equals(Tag.MAP)) {
            return value;
        }
        if (name.equals("Ref") || name.equals("Condition")) {
            return Node.Mapping.of(name, value);
        }
        var known = FUNCTIONS.stream().sorted().toList();
        return FUNCTIONS.contains(name)
                ? Node.Mapping.of("Fn::" + name, value)
                : problems.broken(
                        value, "", "unknown tag " + tag.getValue() + "; CloudFormation's are Ref, Condition, " + known);
    }

    static String duplicate(String key, Node former) {
        return "the key " + key + " stands here twice (its first value on line " + former.line() + "); remove one";
    }

    private static int line(@Nullable Mark mark) {
        return mark == null ? 0 : mark.getLine() + 1;
    }
}
