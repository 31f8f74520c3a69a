package dev.evenstep.local.template.language;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    public static Names resolve(
            Node.Mapping template, Map<String, String> given, Map<String, Node> pseudo, Problems problems) {
        var section = template.get("Parameters");
        if (section != null && !(section instanceof Node.Mapping)) {
            problems.report(section.line(), "Parameters", "must hold parameters by name");
        }
        var declared = section instanceof Node.Mapping mapping ? mapping.entries() : Map.<String, Node>of();
        var parameters = new Parameters(given, pseudo, problems);
        declared.forEach(parameters::declare);
        var strangers = new TreeSet<>(given.keySet());
        strangers.removeAll(declared.keySet());
        for (var name : strangers) {
            problems.report(
                    0,
                    "Parameters",
                    "a value is given for " + name + ", which the template does not declare; it declares "
                            + declared.keySet());
        }
        return new Names(parameters.values, parameters.elsewhere);
    }

    private void declare(String name, Node written) {
        if (!(written instanceof Node.Mapping declaration && declaration.get("Type") instanceof Node.Scalar type)) {
            values.put(name, problems.broken(written, where(name), "must have a Type, such as String"));
            return;
        }
        var text = given.get(name);
        if (text == null && type.text().startsWith("AWS::SSM::Parameter::Value<")) {
            elsewhere.add(name);
        } else if (text == null && declaration.get("Default") instanceof Node.Scalar standard) {
            values.put(name, checked(name, declaration, type.text(), standard.text()));
        } else if (text == null) {
            values.put(
                    name,
                    problems.broken(
                            declaration,
                            where(name),
                            "has no default, and no value is given for it; give one: " + name + "=<value>"));
        } else {
            values.put(name, checked(name, declaration, type.text(), text));
        }
    }

    private Node checked(String name, Node.Mapping declaration, String type, String text) {
        var line = declaration.line();
        var isList = type.equals("CommaDelimitedList") || type.contains("List<");
        var items = isList
                ? Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList()
                : List.of(text);
        var rules = new ParameterRules(declaration, type);
        for (var item : items) {
            var broken = rules.brokenBy(item);
            if (broken.isPresent()) {
                return problems.broken(declaration, where(name), broken.get());
            }
        }
        return isList
                ? new Node.Sequence(
                        items.stream()
                                .<Node>map(item -> Node.Scalar.text(item, line))
                                .toList(),
                        line)
                : Node.Scalar.text(text, line);
    }

    private static String where(String name) {
        return "Parameters." + name;
    }
}
