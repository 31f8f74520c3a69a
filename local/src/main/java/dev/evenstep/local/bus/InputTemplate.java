package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An input transformer: a text with {@code <name>} places that are filled from the event.
 *
 * <p>As EventBridge does it (user guide, "Input transformation"): outside of quotes a place becomes a JSON value, texts
 * quoted; within quotes it becomes bare text, and objects and lists lose their quotes. Nothing is escaped within quotes.
 * What is not in the event becomes an empty text.
 */
record InputTemplate(Map<String, JsonPath> paths, List<Part> parts) {

    private static final Pattern PLACE = Pattern.compile("<([A-Za-z0-9_.-]+)>");

    private static final Set<String> RESERVED = Set.of(
            "aws.events.rule-arn",
            "aws.events.rule-name",
            "aws.events.event.ingestion-time",
            "aws.events.event",
            "aws.events.event.json");

    /** A piece of the template. */
    sealed interface Part {
        record Literal(String text) implements Part {}

        record ValueLocation(String name, boolean quoted) implements Part {}
    }

    /** @throws IllegalArgumentException with the reason, where a path is none or a place has no path */
    static InputTemplate parse(Map<String, String> paths, String template) {
        Map<String, JsonPath> parsed = new LinkedHashMap<>();
        paths.forEach((name, path) -> parsed.put(name, JsonPath.parse(path)));
        List<Part> parts = new ArrayList<>();
        var location = PLACE.matcher(template);
        int position = 0;
        boolean quoted = false;
        while (location.find()) {
            var before = template.substring(position, location.start());
            quoted ^= oddQuotes(before);
            parts.add(new Part.Literal(before));
            parts.add(new Part.ValueLocation(known(location.group(1), parsed), quoted));
            position = location.end();
        }
        parts.add(new Part.Literal(template.substring(position)));
        return new InputTemplate(Map.copyOf(parsed), List.copyOf(parts));
    }

    private static String known(String name, Map<String, JsonPath> paths) {
        if (paths.containsKey(name) || RESERVED.contains(name)) {
            return name;
        }
        throw new IllegalArgumentException("contains invalid placeholder " + name);
    }

    private static boolean oddQuotes(String text) {
        boolean odd = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                odd = !odd;
            }
        }
        return odd;
    }

    String fill(EventBridgeEvent event, String ruleArn, String ruleName) {
        var filled = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> filled.append(literal.text());
                case Part.ValueLocation location -> {
                    var value = value(location.name(), event, ruleArn, ruleName).orElse(TextNode.valueOf(""));
                    filled.append(location.quoted() ? bare(value) : JsonTrees.write(value));
                }
            }
        }
        return filled.toString();
    }

    private Optional<JsonNode> value(String name, EventBridgeEvent event, String ruleArn, String ruleName) {
        var path = paths.get(name);
        if (path != null) {
            return path.read(event.json());
        }
        return reserved(name, event, ruleArn, ruleName);
    }

    private static String bare(JsonNode value) {
        return value.isTextual() ? value.textValue() : JsonTrees.write(value).replace("\"", "");
    }

    /** The places that need no path. */
    private static Optional<JsonNode> reserved(String name, EventBridgeEvent event, String ruleArn, String ruleName) {
        return Optional.ofNullable(
                switch (name) {
                    case "aws.events.rule-arn" -> TextNode.valueOf(ruleArn);
                    case "aws.events.rule-name" -> TextNode.valueOf(ruleName);
                    case "aws.events.event.ingestion-time" ->
                        TextNode.valueOf(EventBridgeEvent.seconds(event.ingested()));
                    case "aws.events.event" -> withoutDetail(event.json());
                    case "aws.events.event.json" -> event.json();
                    default -> null;
                });
    }

    /** EventBridge writes this one with {@code detailType}, and in an order of its own. */
    private static JsonNode withoutDetail(JsonNode event) {
        var copy = JsonTrees.object();
        for (String name :
                List.of("id", "account", "detail-type", "time", "source", "region", "resources", "version")) {
            copy.set(name.equals("detail-type") ? "detailType" : name, event.get(name));
        }
        return copy;
    }
}
