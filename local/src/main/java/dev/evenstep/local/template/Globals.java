package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Problems;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * SAM's section {@code Globals}, merged into resources as SAM does: maps key by key, lists appended to the global list,
 * everything else (functions such as {@code Ref} too) by the resource's own value. A resource opts out with
 * {@code IgnoreGlobals}.
 */
final class Globals {

    private static final List<String> SECTIONS = List.of(
            "Api CapacityProvider Function HttpApi LayerVersion SimpleTable StateMachine WebSocketApi".split(" "));

    /** What SAM wants to be said of each function. */
    private static final Set<String> NOT_FOR_ALL = Set.of("Role", "Policies", "FunctionName", "Events");

    private final Node sections;
    private final Problems problems;

    Globals(Node.Mapping template, Problems problems) {
        this.problems = problems;
        this.sections = template.get("Globals");
        if (!sections.isAbsent() && !(sections instanceof Node.Mapping)) {
            problems.report(sections.line(), "Globals", "must hold sections such as Function");
        }
        sections.entries().forEach(this::check);
    }

    private void check(String section, Node node) {
        if (!SECTIONS.contains(section)) {
            problems.report(node.line(), "Globals." + section, "is unknown to SAM; it knows " + SECTIONS);
        } else if (!(node instanceof Node.Mapping)) {
            problems.report(node.line(), "Globals." + section, "must be a mapping");
        } else if (section.equals("Function")) {
            node.entries().keySet().stream()
                    .filter(NOT_FOR_ALL::contains)
                    .forEach(property -> problems.report(
                            node.line(), "Globals.Function." + property, "is not for all; SAM takes it per function"));
        }
    }

    Declaration mergedInto(Declaration declaration) {
        var ignored = declaration.written().get("IgnoreGlobals");
        if (!declaration.isSam()
                || ignored.asText().filter("*"::equals).isPresent()
                || !(sections.get(declaration.type().substring(Origin.SAM.length())) instanceof Node.Mapping wanted)) {
            return declaration;
        }
        for (var name : ignored.items()) {
            wanted = wanted.without(name.asText().orElse(""));
        }
        return declaration.with(merge(wanted, declaration.properties()));
    }

    private static Node merge(Node global, Node own) {
        if (global instanceof Node.Mapping merged
                && own instanceof Node.Mapping
                && !global.isFunction()
                && !own.isFunction()) {
            for (var entry : own.entries().entrySet()) {
                merged = merged.with(entry.getKey(), merge(global.get(entry.getKey()), entry.getValue()));
            }
            return new Node.Mapping(merged.entries(), own.line());
        }
        return global instanceof Node.NodeList && own instanceof Node.NodeList
                ? new Node.NodeList(
                        Stream.of(global, own)
                                .flatMap(list -> list.items().stream())
                                .toList(),
                        own.line())
                : own;
    }
}
