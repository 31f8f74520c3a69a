package dev.evenstep.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.math.BigDecimal;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON filter with one comparison: {@code { $.field op value }} with a text (in quotes or not, {@code *} standing for
 * anything), a number, or {@code IS NULL}, {@code IS TRUE}, {@code IS FALSE}, {@code NOT EXISTS}. Lines that are no JSON
 * do not match.
 */
final class JsonFilter {

    private static final Pattern FILTER = Pattern.compile(
            "\\{\\s*\\$((?:\\.[\\w-]+|\\[\\d+])+)\\s*(?:(<=|>=|!=|=|<|>)\\s*(?:\"([^\"]*)\"|([^\\s}\"]+))"
                    + "|(IS\\s+NULL|IS\\s+TRUE|IS\\s+FALSE|NOT\\s+EXISTS))\\s*}");
    private static final Pattern STEP = Pattern.compile("\\.([\\w-]+)|\\[(\\d+)]");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][-+]?\\d{1,3})?");

    private JsonFilter() {}

    static Predicate<String> parse(String pattern) {
        var parts = FILTER.matcher(pattern);
        if (!parts.matches()) {
            throw FilterPattern.unsupported(pattern);
        }
        var path = parts.group(1);
        var test = test(parts.group(2), parts.group(3), parts.group(4), parts.group(5), pattern);
        return message -> test.test(field(message, path));
    }

    private static Predicate<JsonNode> test(
            @Nullable String operator,
            @Nullable String quoted,
            @Nullable String bare,
            @Nullable String state,
            String pattern) {
        if (state != null) {
            return switch (state.replaceAll("\\s+", " ")) {
                case "IS NULL" -> JsonNode::isNull;
                case "IS TRUE" -> field -> field.isBoolean() && field.booleanValue();
                case "IS FALSE" -> field -> field.isBoolean() && !field.booleanValue();
                default -> JsonNode::isMissingNode;
            };
        }
        if (quoted == null && bare != null && NUMBER.matcher(bare).matches()) {
            var number = new BigDecimal(bare);
            var compare = comparison(String.valueOf(operator));
            return field ->
                    field.isNumber() && compare.test(field.decimalValue().compareTo(number));
        }
        var text = quoted == null ? String.valueOf(bare) : quoted;
        var like = Pattern.compile("\\Q" + text.replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
        return switch (String.valueOf(operator)) {
            case "=" ->
                field -> field.isValueNode() && like.matcher(field.asText()).matches();
            case "!=" ->
                field -> field.isValueNode() && !like.matcher(field.asText()).matches();
            default -> throw FilterPattern.unsupported(pattern);
        };
    }

    private static Predicate<Integer> comparison(String operator) {
        return switch (operator) {
            case "=" -> order -> order == 0;
            case "!=" -> order -> order != 0;
            case "<" -> order -> order < 0;
            case ">" -> order -> order > 0;
            case "<=" -> order -> order <= 0;
            default -> order -> order >= 0;
        };
    }

    private static JsonNode field(String message, String path) {
        try {
            var node = JsonTrees.parse(message);
            if (!node.isContainerNode()) {
                return noJson();
            }
            var step = STEP.matcher(path);
            while (step.find()) {
                node = step.group(1) == null ? node.path(Integer.parseInt(step.group(2))) : node.path(step.group(1));
            }
            return node;
        } catch (JsonProcessingException e) {
            return noJson();
        }
    }

    /** Something that no test accepts, not even {@code NOT EXISTS}. */
    private static JsonNode noJson() {
        return JsonTrees.array();
    }
}
