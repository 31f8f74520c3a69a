package dev.evenstep.local.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenstep.engine.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A piece of the template. */
    sealed interface Part {
        record Literal(String text) implements Part {}

        record Place(String name, boolean quoted) implements Part {}
    }

    /** @throws IllegalArgumentException with the reason, where a path is none or a place has no path */
    static InputTemplate parse(Map<String, String> paths, String template) {
        Map<String, JsonPath> parsed = new LinkedHashMap<>();
        paths.forEach((name, path) -> parsed.put(name, JsonPath.parse(path)));
        List<Part> parts = new ArrayList<>();
        var place = PLACE.matcher(template);
        int position = 0;
        boolean quoted = false;
        while (place.find()) {
            var before = template.substring(position, place.start());
            quoted ^= oddQuotes(before);
            parts.add(new Part.Literal(before));
            parts.add(new Part.Place(known(place.group(1), parsed), quoted));
            position = place.end();
        }
        parts.add(new Part.Literal(template.substring(position)));
        return new InputTemplate(Map.copyOf(parsed), List.copyOf(parts));
    }

    private static String known(String name, Map<String, JsonPath> paths) {
        if (paths.containsKey(name) || Reserved.of(name).isPresent()) {
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

    String fill(Event event, String ruleArn, String ruleName) {
        var filled = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> filled.append(literal.text());
                case Part.Place place -> {
                    var value = value(place.name(), event, ruleArn, ruleName).orElse(TextNode.valueOf(""));
                    filled.append(place.quoted() ? bare(value) : Json.write(value));
                }
            }
        }
        return filled.toString();
    }

    private Optional<JsonNode> value(String name, Event event, String ruleArn, String ruleName) {
        var path = paths.get(name);
        if (path != null) {
            return path.read(event.json());
        }
        return Reserved.of(name).map(reserved -> reserved.value(event, ruleArn, ruleName));
    }

    private static String bare(JsonNode value) {
        return value.isTextual() ? value.textValue() : Json.write(value).replace("\"", "");
    }

    /** The places that need no path. */
    private enum Reserved {
        RULE_ARN("aws.events.rule-arn"),
        RULE_NAME("aws.events.rule-name"),
        INGESTION_TIME("aws.events.event.ingestion-time"),
        EVENT("aws.events.event"),
        EVENT_JSON("aws.events.event.json");

        private final String name;

        Reserved(String name) {
            this.name = name;
        }

        static Optional<Reserved> of(String name) {
            for (Reserved reserved : values()) {
                if (reserved.name.equals(name)) {
                    return Optional.of(reserved);
                }
            }
            return Optional.empty();
        }

        JsonNode value(Event event, String ruleArn, String ruleName) {
            return switch (this) {
                case RULE_ARN -> TextNode.valueOf(ruleArn);
                case RULE_NAME -> TextNode.valueOf(ruleName);
                case INGESTION_TIME -> TextNode.valueOf(Event.seconds(event.ingested()));
                case EVENT -> withoutDetail(event.json());
                case EVENT_JSON -> event.json();
            };
        }

        /** EventBridge writes this one with {@code detailType}, and in an order of its own. */
        private static JsonNode withoutDetail(JsonNode event) {
            var copy = Json.object();
            copy.set("id", event.get("id"));
            copy.set("account", event.get("account"));
            copy.set("detailType", event.get("detail-type"));
            copy.set("time", event.get("time"));
            copy.set("source", event.get("source"));
            copy.set("region", event.get("region"));
            copy.set("resources", event.get("resources"));
            copy.set("version", event.get("version"));
            return copy;
        }
    }
}
