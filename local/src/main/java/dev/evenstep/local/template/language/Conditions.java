package dev.evenstep.local.template.language;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The section {@code Conditions}: what holds with these parameters. A condition that cannot be told is reported and
 * then taken to hold, so that what hangs on it is looked at too.
 */
final class Conditions {

    private final Node.Mapping written;
    private final Evaluator evaluator;
    private final Problems problems;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();

    Conditions(Node.Mapping written, Evaluator evaluator, Problems problems) {
        this.written = written;
        this.evaluator = evaluator;
        this.problems = problems;
    }

    /** Looks at every condition, used or not. */
    void check() {
        written.entries().forEach((name, node) -> holds(name, node, "Conditions." + name));
    }

    boolean holds(String name, Node at, String where) {
        var answer = known.get(name);
        if (answer != null) {
            return answer;
        }
        var condition = written.get(name);
        if (condition.isAbsent()) {
            var known = written.entries().keySet();
            return unknown(at, where, "there is no condition " + name + "; there are " + known);
        }
        if (underway.size() > TemplateText.DEPTH) {
            var deep = "conditions refer to each other more than " + TemplateText.DEPTH + " levels deep";
            return unknown(at, where, deep);
        }
        if (!underway.add(name)) {
            return unknown(at, where, "conditions refer to each other in a circle: " + String.join(" → ", underway));
        }
        var holds = test(condition, "Conditions." + name);
        underway.remove(name);
        known.put(name, holds);
        return holds;
    }

    private boolean test(Node condition, String where) {
        var only = condition.entries().size() == 1
                ? condition.entries().keySet().iterator().next()
                : "";
        var argument = condition.get(only);
        return switch (only) {
            case "Condition" -> named(argument, where);
            case "Fn::Equals" -> equal(argument, where);
            case "Fn::Not" -> !operands(argument, 1, 1, where).equals(List.of(true));
            case "Fn::And" -> !operands(argument, 2, 10, where).contains(false);
            case "Fn::Or" -> {
                var operands = operands(argument, 2, 10, where);
                yield operands.isEmpty() || operands.contains(true);
            }
            default ->
                condition instanceof Node.Broken
                        || unknown(
                                condition,
                                where,
                                "a condition is made of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition; this is"
                                        + " neither");
        };
    }

    /** By name; SAM itself writes a condition within a condition too, and CloudFormation takes it. */
    private boolean named(Node name, String where) {
        return name instanceof Node.Scalar scalar ? holds(scalar.text(), name, where) : test(name, where);
    }

    /** Whether each of them holds; all are looked at, so that all that is wrong is told. */
    private List<Boolean> operands(Node argument, int least, int most, String where) {
        return arguments(argument, least, most, where).stream()
                .map(operand -> test(operand, where))
                .toList();
    }

    private boolean equal(Node argument, String where) {
        var sides = arguments(argument, 2, 2, where).stream()
                .map(side -> evaluator.resolve(side, ValueLocation.of(where)))
                .toList();
        var isKnown = !sides.isEmpty() && sides.stream().noneMatch(Node.Broken.class::isInstance);
        return !isKnown || text(sides.getFirst()).equals(text(sides.getLast()));
    }

    private static String text(Node side) {
        return side.asText().orElseGet(() -> Json.write(side));
    }

    /** The arguments, or none where there are too few or too many, which is reported. */
    private List<Node> arguments(Node argument, int least, int most, String where) {
        var items = argument.items();
        if (items.size() >= least && items.size() <= most) {
            return items;
        }
        var count = least == most ? "" + least : least + " to " + most;
        problems.report(argument.line(), where, "takes a list of " + count + " here");
        return List.of();
    }

    private boolean unknown(Node at, String where, String what) {
        problems.report(at.line(), where, what);
        return true;
    }
}
