package dev.evenstep.local.template.language;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    Conditions(@Nullable Node section, Evaluator evaluator, Problems problems) {
        this.evaluator = evaluator;
        this.problems = problems;
        if (section != null && !(section instanceof Node.Mapping)) {
            problems.report(section.line(), "Conditions", "must hold conditions by name");
        }
        this.written = section instanceof Node.Mapping mapping ? mapping : Node.Mapping.empty(0);
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
        if (condition == null) {
            return unknown(
                    at,
                    where,
                    "there is no condition " + name + "; there are "
                            + written.entries().keySet());
        }
        if (underway.size() > TemplateText.DEPTH) {
            return unknown(
                    at, where, "conditions refer to each other more than " + TemplateText.DEPTH + " levels deep");
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
        if (condition instanceof Node.Mapping mapping && mapping.entries().size() == 1) {
            var entry = mapping.entries().entrySet().iterator().next();
            return switch (entry.getKey()) {
                case "Condition" -> named(entry.getValue(), where);
                case "Fn::Equals" -> equal(entry.getValue(), where);
                case "Fn::Not" -> not(operands(entry.getValue(), 1, 1, where), where);
                case "Fn::And" ->
                    operands(entry.getValue(), 2, 10, where).stream()
                            .map(operand -> test(operand, where))
                            .reduce(true, Boolean::logicalAnd);
                case "Fn::Or" -> or(operands(entry.getValue(), 2, 10, where), where);
                default -> misfit(condition, where);
            };
        }
        return condition instanceof Node.Broken || misfit(condition, where);
    }

    private boolean misfit(Node condition, String where) {
        return unknown(
                condition,
                where,
                "a condition is made of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition; this is neither");
    }

    /** By name; SAM itself writes a condition within a condition too, and CloudFormation takes it. */
    private boolean named(Node name, String where) {
        return name instanceof Node.Scalar scalar ? holds(scalar.text(), name, where) : test(name, where);
    }

    private boolean not(List<Node> operands, String where) {
        return operands.isEmpty() || !test(operands.getFirst(), where);
    }

    /** Looks at all of them, so that all that is wrong is told. */
    private boolean or(List<Node> operands, String where) {
        return operands.isEmpty()
                || operands.stream().map(operand -> test(operand, where)).reduce(false, Boolean::logicalOr);
    }

    private boolean equal(Node argument, String where) {
        var sides = operands(argument, 2, 2, where).stream()
                .map(side -> evaluator.resolve(side, Place.of(where)))
                .toList();
        if (sides.isEmpty() || sides.stream().anyMatch(Node.Broken.class::isInstance)) {
            return true;
        }
        if (sides.getFirst() instanceof Node.Scalar left && sides.getLast() instanceof Node.Scalar right) {
            return left.text().equals(right.text());
        }
        return Json.write(sides.getFirst()).equals(Json.write(sides.getLast()));
    }

    /** The operands, or none where there are too few or too many, which is reported. */
    private List<Node> operands(Node argument, int least, int most, String where) {
        if (argument instanceof Node.Sequence sequence
                && sequence.items().size() >= least
                && sequence.items().size() <= most) {
            return sequence.items();
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
