package dev.evenstep.cli.doctor;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What a template alone says of a resource.
 *
 * @param deletionPolicy empty where there is none, and where it is not plain text
 * @param hasPolicy whether there is one
 * @param accepted of its metadata {@code EvenstepAccepts}
 */
record TemplateEntry(String deletionPolicy, boolean hasPolicy, Map<String, String> accepted) {

    static final TemplateEntry NONE = new TemplateEntry("", false, Map.of());

    /**
     * By logical id.
     *
     * @param template in YAML, or JSON, which is YAML too
     */
    static Map<String, TemplateEntry> allOf(String template) {
        var root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(template));
        Map<String, TemplateEntry> entries = new HashMap<>();
        child(root, "Resources").stream()
                .flatMap(TemplateEntry::children)
                .forEach(resource -> entries.put(text(resource.getKeyNode()), of(resource.getValueNode())));
        return entries;
    }

    private static TemplateEntry of(Node resource) {
        var policy = child(resource, "DeletionPolicy");
        var accepted = child(resource, "Metadata").flatMap(metadata -> child(metadata, "EvenstepAccepts")).stream()
                .flatMap(TemplateEntry::children)
                .collect(Collectors.toMap(rule -> text(rule.getKeyNode()), rule -> text(rule.getValueNode())));
        return new TemplateEntry(policy.map(TemplateEntry::text).orElse(""), policy.isPresent(), accepted);
    }

    private static Optional<Node> child(Node parent, String name) {
        return children(parent)
                .filter(child -> text(child.getKeyNode()).equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static Stream<NodeTuple> children(Node parent) {
        return parent instanceof MappingNode mapping ? mapping.getValue().stream() : Stream.empty();
    }

    /** A short function such as {@code !Ref} is a tag on a text, and no text. */
    private static String text(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().startsWith("tag:yaml.org") ? scalar.getValue() : "";
    }
}
