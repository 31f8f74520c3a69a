package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SAM's section {@code Globals}, merged into resources as SAM does: maps key by key, lists appended to the global list,
 * everything else (functions such as {@code Ref} too) by the resource's own value. A resource opts out with
 * {@code IgnoreGlobals}.
 */
final class Globals {

    private static final Set<String> SECTIONS = Set.of(
            "Api",
            "CapacityProvider",
            "Function",
            "HttpApi",
            "LayerVersion",
            "SimpleTable",
            "StateMachine",
            "WebSocketApi");

    /** What SAM wants to be said of each function. */
    private static final Set<String> NOT_FOR_ALL = Set.of("Role", "Policies", "FunctionName", "Events");

    private final Map<String, Node> sections;
    private final Problems problems;

    Globals(Node.Mapping template, Problems problems) {
        this.problems = problems;
        var written = template.get("Globals");
        this.sections = written instanceof Node.Mapping mapping ? mapping.entries() : Map.of();
        if (written != null && !(written instanceof Node.Mapping)) {
            problems.report(written.line(), "Globals", "must hold sections such as Function");
        }
        sections.forEach(this::check);
    }

    private void check(String section, Node node) {
        if (!SECTIONS.contains(section)) {
            problems.report(node.line(), "Globals." + section, "is unknown to SAM; it knows " + sorted(SECTIONS));
        } else if (!(node instanceof Node.Mapping mapping)) {
            problems.report(node.line(), "Globals." + section, "must be a mapping");
        } else if (section.equals("Function")) {
            mapping.entries().keySet().stream()
                    .filter(NOT_FOR_ALL::contains)
                    .forEach(property -> problems.report(
                            node.line(), "Globals.Function." + property, "is not for all; SAM takes it per function"));
        }
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    Declaration mergedInto(Declaration declaration) {
        var ignored = declaration.attributes().get("IgnoreGlobals");
        var ignoresAll = ignored instanceof Node.Scalar all && all.text().equals("*");
        if (!declaration.isSam()
                || ignoresAll
                || !(sections.get(declaration.type().substring(Origin.SAM.length())) instanceof Node.Mapping global)) {
            return declaration;
        }
        var wanted = global;
        if (ignored instanceof Node.Sequence names) {
            for (var name : names.items()) {
                wanted = name instanceof Node.Scalar text ? wanted.without(text.text()) : wanted;
            }
        }
        return declaration.with((Node.Mapping) merge(wanted, declaration.properties()));
    }

    private static Node merge(Node global, Node own) {
        if (global instanceof Node.Mapping left
                && own instanceof Node.Mapping right
                && !left.isFunction()
                && !right.isFunction()) {
            var merged = left;
            for (var entry : right.entries().entrySet()) {
                var former = left.get(entry.getKey());
                merged = merged.with(
                        entry.getKey(), former == null ? entry.getValue() : merge(former, entry.getValue()));
            }
            return new Node.Mapping(merged.entries(), own.line());
        }
        if (global instanceof Node.Sequence left && own instanceof Node.Sequence right) {
            List<Node> items = new ArrayList<>(left.items());
            items.addAll(right.items());
            return new Node.Sequence(items, own.line());
        }
        return own;
    }
}
