package dev.evenstep.local.template.language;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Tells what an unquoted YAML scalar is, by YAML 1.1 as CloudFormation does: {@code yes} and {@code on} are true. */
final class YamlScalars {

    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");
    private static final Set<String> NULL = Set.of("", "~", "null");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

    private YamlScalars() {}

    static Node.Scalar of(ScalarEvent event, int line) {
        var text = event.getValue();
        if (!event.isPlain() || event.getTag().isPresent()) {
            return Node.Scalar.text(text, line);
        }
        var lower = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(lower)) {
            return new Node.Scalar("true", Node.Kind.BOOLEAN, line);
        }
        if (FALSE.contains(lower)) {
            return new Node.Scalar("false", Node.Kind.BOOLEAN, line);
        }
        if (NULL.contains(lower)) {
            return new Node.Scalar("null", Node.Kind.NULL, line);
        }
        return new Node.Scalar(text, NUMBER.matcher(text).matches() ? Node.Kind.NUMBER : Node.Kind.TEXT, line);
    }
}
