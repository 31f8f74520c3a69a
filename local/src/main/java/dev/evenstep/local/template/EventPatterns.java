package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Json;
import dev.evenstep.local.template.language.Node;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.event.ruler.JsonRuleCompiler;

/**
 * Event patterns in one notation, so that equal patterns are equal texts: no blanks, keys in order, and alternatives in
 * order too, as their order means nothing. EventBridge's own matcher says whether a pattern is one.
 */
final class EventPatterns {

    private EventPatterns() {}

    /** Reads a property that must hold a pattern, as an object or as JSON text; what is wrong with it is reported. */
    static String read(Properties owner, String name) {
        var written = owner.node(name);
        var parsed = written.map(node ->
                node.asText().flatMap(text -> Json.parse(text, node.line())).orElse(node));
        var pattern = parsed.map(node -> Json.write(ordered(node, ""))).orElse("");
        parsed.flatMap(node -> wrong(node, pattern))
                .ifPresent(wrong -> owner.problem(name, "is no event pattern: " + wrong));
        return pattern;
    }

    private static Optional<String> wrong(Node parsed, String pattern) {
        if (!(parsed instanceof Node.Mapping)) {
            return Optional.of("it must be an object, or a text that holds a JSON object");
        }
        try {
            return Optional.ofNullable(JsonRuleCompiler.check(pattern));
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Node ordered(Node node, String key) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, Node> entries = new TreeMap<>();
            mapping.entries().forEach((name, value) -> entries.put(name, ordered(value, name)));
            return new Node.Mapping(entries, mapping.line());
        }
        if (node instanceof Node.NodeList sequence) {
            var items = sequence.items().stream().map(item -> ordered(item, key));
            var inOrder = key.equals("numeric") ? items : items.sorted(Comparator.comparing(Json::write));
            return new Node.NodeList(inOrder.collect(Collectors.toList()), sequence.line());
        }
        return node;
    }
}
