package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Json;
import dev.evenstep.local.template.language.Node;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.event.ruler.JsonRuleCompiler;

/**
 * Event patterns in one notation, so that equal patterns are equal texts: no blanks, keys in order, and alternatives in
 * order too, as their order means nothing. EventBridge's own matcher says whether a pattern is one.
 */
final class EventPatterns {

    private EventPatterns() {}

    /** A pattern in the one notation, or what is wrong with it. */
    record Outcome(String pattern, String wrong) {

        boolean isRight() {
            return wrong.isEmpty();
        }
    }

    /** Takes a pattern as an object or as JSON text. */
    static Outcome canonical(Node written) {
        var parsed = written instanceof Node.Scalar text
                ? Json.parse(text.text(), text.line()).orElse(written)
                : written;
        if (!(parsed instanceof Node.Mapping)) {
            return new Outcome("", "it must be an object, or a text that holds a JSON object");
        }
        var pattern = Json.write(ordered(parsed, ""));
        try {
            var wrong = JsonRuleCompiler.check(pattern);
            return new Outcome(pattern, wrong == null ? "" : wrong);
        } catch (RuntimeException e) {
            return new Outcome("", String.valueOf(e.getMessage()));
        }
    }

    private static Node ordered(Node node, String key) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, Node> entries = new TreeMap<>();
            mapping.entries().forEach((name, value) -> entries.put(name, ordered(value, name)));
            return new Node.Mapping(entries, mapping.line());
        }
        if (node instanceof Node.Sequence sequence) {
            var items = sequence.items().stream().map(item -> ordered(item, key));
            var inOrder = key.equals("numeric") ? items : items.sorted(Comparator.comparing(Json::write));
            return new Node.Sequence(inOrder.collect(Collectors.toList()), sequence.line());
        }
        return node;
    }
}
