package dev.evenstep.local.template.language;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The section {@code Parameters} and the values given for it. A given value wins over a default. */
public final class Parameters {

    private final Map<String, String> given;
    private final Problems problems;
    private final Map<String, Node> values;
    private final Set<String> elsewhere = new HashSet<>();

    private Parameters(Map<String, String> given, Map<String, Node> pseudo, Problems problems) {
        this.given = given;
        this.problems = problems;
        this.values = new LinkedHashMap<>(pseudo);
    }

    /**
     * Every parameter's value by its name; what is wrong with one is reported.
     *
     * @param pseudo the pseudo parameters' values
     */
    public static RefValues resolve(
            Node.Mapping template, Map<String, String> given, Map<String, Node> pseudo, Problems problems) {
        var declared = problems.section(template, "Parameters", "parameters").entries();
        var parameters = new Parameters(given, pseudo, problems);
        declared.forEach(parameters::declare);
        var strangers = new TreeSet<>(given.keySet());
        strangers.removeAll(declared.keySet());
        strangers.forEach(name -> problems.report(
                0,
                "Parameters",
                "a value is given for " + name + ", which the template does not declare; it declares "
                        + declared.keySet()));
        return new RefValues(parameters.values, parameters.elsewhere);
    }

    private void declare(String name, Node declaration) {
        var where = "Parameters." + name;
        var type = declaration.get("Type").asText().orElse("");
        var value = Optional.ofNullable(given.get(name))
                .or(() -> declaration.get("Default").asText());
        if (type.isEmpty()) {
            values.put(name, problems.broken(declaration, where, "must have a Type, such as String"));
        } else if (!given.containsKey(name) && type.startsWith("AWS::SSM::Parameter::Value<")) {
            elsewhere.add(name);
        } else if (value.isEmpty()) {
            var missing = "has no default, and no value is given for it; give one: " + name + "=<value>";
            values.put(name, problems.broken(declaration, where, missing));
        } else {
            values.put(name, value(declaration, where, type, value.get()));
        }
    }

    private Node value(Node declaration, String where, String type, String text) {
        var isList = type.equals("CommaDelimitedList") || type.contains("List<");
        var items = isList
                ? Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList()
                : List.of(text);
        var rules = new ParameterRules(declaration, type);
        var broken =
                items.stream().flatMap(item -> rules.brokenBy(item).stream()).findFirst();
        if (broken.isPresent()) {
            return problems.broken(declaration, where, broken.get());
        }
        var line = declaration.line();
        var texts =
                items.stream().<Node>map(item -> Node.Scalar.text(item, line)).toList();
        return isList ? new Node.NodeList(texts, line) : texts.getFirst();
    }
}
