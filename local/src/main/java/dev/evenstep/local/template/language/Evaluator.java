package dev.evenstep.local.template.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a template's functions. What it cannot resolve it reports, and gives {@link Node.Broken}; in a
 * {@linkplain ValueLocation.Purpose#MENTION mere mention} it reports what refers to nothing, and no more.
 */
public final class Evaluator {

    private final RefValues names;
    private final Node mappings;
    private final Conditions conditions;
    private final IntrinsicFunctions functions;
    private final Problems problems;

    /** For a template whose resources are out of reach as yet. Looks at every condition. */
    public Evaluator(RefValues names, Node.Mapping template, Problems problems) {
        this.names = names;
        this.mappings = problems.section(template, "Mappings", "maps");
        this.problems = problems;
        this.functions = new IntrinsicFunctions(this, names, mappings, this::outOfReach, problems);
        this.conditions = new Conditions(problems.section(template, "Conditions", "conditions"), this, problems);
        conditions.check();
    }

    private Evaluator(Evaluator base, References references) {
        this.names = base.names;
        this.mappings = base.mappings;
        this.problems = base.problems;
        this.conditions = base.conditions;
        this.functions = new IntrinsicFunctions(this, names, mappings, references, problems);
    }

    private Node outOfReach(String name, @Nullable String attribute, Node at, ValueLocation location) {
        var path = attribute == null ? name : name + "." + attribute;
        return problems.broken(
                at,
                location.where(),
                "refers to " + path + ", which is no parameter; only parameters can be used here");
    }

    /** The same template, its resources in sight. */
    public Evaluator seeing(References references) {
        return new Evaluator(this, references);
    }

    public boolean holds(String condition, Node at, String where) {
        return conditions.holds(condition, at, where);
    }

    /** The value with every function in it resolved and everything without a value gone. */
    public Node resolve(Node node, ValueLocation location) {
        return switch (choose(node, location)) {
            case Node.Scalar scalar -> scalar;
            case Node.NoValue absent -> absent;
            case Node.Broken broken -> broken;
            case Node.NodeList sequence -> new Node.NodeList(items(sequence, location), sequence.line());
            case Node.Mapping mapping when mapping.isFunction() -> functions.call(mapping, location);
            case Node.Mapping mapping -> entries(mapping, location);
        };
    }

    /** The value that {@code Fn::If} leads to, whatever is in it unresolved. */
    public Node choose(Node node, ValueLocation location) {
        var chosen = node;
        while (chosen.isFunction()) {
            if (chosen.get("Ref").asText().filter("AWS::NoValue"::equals).isPresent()) {
                return new Node.NoValue(chosen.line());
            }
            var argument = chosen.get("Fn::If");
            if (argument.isAbsent()) {
                return chosen;
            }
            chosen = branch(argument, location);
        }
        return chosen;
    }

    private Node branch(Node argument, ValueLocation location) {
        var items = argument.items();
        if (items.size() == 3 && items.getFirst() instanceof Node.Scalar condition) {
            return items.get(conditions.holds(condition.text(), condition, location.where()) ? 1 : 2);
        }
        return problems.broken(
                argument, location.where(), "Fn::If takes a list of three: a condition's name and two values");
    }

    private List<Node> items(Node.NodeList sequence, ValueLocation location) {
        List<Node> items = new ArrayList<>();
        for (var item : sequence.items()) {
            var resolved = resolve(item, location);
            if (!resolved.isAbsent()) {
                items.add(resolved);
            }
        }
        return items;
    }

    private Node entries(Node.Mapping mapping, ValueLocation location) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (var entry : mapping.entries().entrySet()) {
            if (entry.getKey().startsWith("Fn::")) {
                return problems.broken(
                        mapping, location.where(), entry.getKey() + " must stand alone, without other keys beside it");
            }
            var resolved = resolve(entry.getValue(), location);
            if (!resolved.isAbsent()) {
                entries.put(entry.getKey(), resolved);
            }
        }
        return new Node.Mapping(entries, mapping.line());
    }
}
