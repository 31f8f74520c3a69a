package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Place;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A template's sections as such, its transforms and its outputs. */
final class Sections {

    private static final Set<String> KNOWN = Set.of(
            "AWSTemplateFormatVersion",
            "Conditions",
            "Description",
            "Globals",
            "Hooks",
            "Mappings",
            "Metadata",
            "Outputs",
            "Parameters",
            "Resources",
            "Rules",
            "Transform");

    private final Node.Mapping template;
    private final Draft draft;
    private final Problems problems;
    private final boolean isSam;

    Sections(Node.Mapping template, Draft draft, Problems problems) {
        this.template = template;
        this.draft = draft;
        this.problems = problems;
        template.entries().forEach((section, node) -> {
            if (!KNOWN.contains(section)) {
                problems.report(
                        node.line(),
                        section,
                        "is no section of a template; it has "
                                + KNOWN.stream().sorted().toList());
            }
        });
        var transforms = transforms(template.get("Transform")).toList();
        this.isSam = transforms.contains(SamTransform.NAME);
        transforms.stream()
                .filter(transform -> !transform.equals(SamTransform.NAME))
                .forEach(transform -> draft.leave(
                        Origin.of("Transform", ""), transform, "runs in an account only: what it adds is not there"));
        for (var section : List.of("Rules", "Hooks")) {
            if (template.get(section) != null) {
                draft.leave(
                        Origin.of(section, ""),
                        "",
                        "rules about parameters and hooks are looked at by an account only");
            }
        }
    }

    private static Stream<String> transforms(@Nullable Node written) {
        return switch (written) {
            case Node.Scalar name -> Stream.of(name.text());
            case Node.Sequence names -> names.items().stream().flatMap(Sections::transforms);
            case Node.Mapping macro -> transforms(macro.get("Name"));
            case Node.Absent absent -> Stream.empty();
            case Node.Broken broken -> Stream.empty();
            case null -> Stream.empty();
        };
    }

    /** Whether CloudFormation would know this resource's type: SAM's own need SAM's transform. */
    boolean admits(Declaration declaration) {
        if (declaration.isSam() && !isSam) {
            problems.report(
                    declaration.line(),
                    declaration.id(),
                    "is a " + declaration.type() + "; that needs Transform: " + SamTransform.NAME);
            return false;
        }
        return true;
    }

    /** The outputs that can be told; what hangs on things unknown here is named and left out. */
    Map<String, String> outputs(Catalog catalog) {
        Map<String, String> outputs = new TreeMap<>();
        var section = template.get("Outputs");
        if (section instanceof Node.Mapping mapping) {
            mapping.entries().forEach((name, node) -> output(name, node, catalog, outputs));
        } else if (section != null) {
            problems.report(section.line(), "Outputs", "must hold outputs by name");
        }
        return outputs;
    }

    private void output(String name, Node node, Catalog catalog, Map<String, String> outputs) {
        var where = "Outputs." + name;
        if (!(node instanceof Node.Mapping output) || output.get("Value") == null) {
            problems.report(node.line(), where, "must have a Value");
            return;
        }
        var evaluator = catalog.seenFrom(where);
        if (output.get("Condition") instanceof Node.Scalar condition
                && !evaluator.holds(condition.text(), condition, where)) {
            return;
        }
        var value = evaluator.resolve(output.entries().getOrDefault("Value", output), Place.mention(where));
        if (value instanceof Node.Scalar text && Unknown.isIn(text.text())) {
            draft.leave(Origin.of("Outputs", ""), name, "needs an account to be told");
        } else if (value instanceof Node.Scalar text) {
            outputs.put(name, text.text());
        } else if (!(value instanceof Node.Broken)) {
            problems.report(value.line(), where, "must be a text");
        }
    }
}
