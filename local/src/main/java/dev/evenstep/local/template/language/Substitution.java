package dev.evenstep.local.template.language;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The text of a {@code Fn::Sub}: {@code ${Name}} and {@code ${Resource.Attribute}} give way to values,
 * {@code ${!Name}} stands for itself without the exclamation mark.
 */
record Substitution(String template, Function<String, Node> values) {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:]+");

    Node at(Node at, Place place, Problems problems) {
        var text = new StringBuilder();
        var end = 0;
        for (var matcher = PLACE.matcher(template); matcher.find(); end = matcher.end()) {
            text.append(template, end, matcher.start());
            var name = matcher.group(1);
            if (name.startsWith("!")) {
                text.append("${").append(name, 1, name.length()).append('}');
                continue;
            }
            var value = value(name, at, place, problems);
            if (!(value instanceof Node.Scalar scalar)) {
                return value instanceof Node.Broken ? value : noText(name, at, place, problems);
            }
            text.append(scalar.text());
        }
        return Node.Scalar.text(text.append(template, end, template.length()).toString(), at.line());
    }

    private Node value(String name, Node at, Place place, Problems problems) {
        return NAME.matcher(name).matches()
                ? values.apply(name)
                : problems.broken(
                        at,
                        place.where(),
                        "Fn::Sub has ${" + name + "}, which is no name; write ${!" + name + "} for the text itself");
    }

    private static Node noText(String name, Node at, Place place, Problems problems) {
        return problems.broken(
                at, place.where(), "Fn::Sub has ${" + name + "}, whose value is no text; Fn::Join takes lists");
    }
}
