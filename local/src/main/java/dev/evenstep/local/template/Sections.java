package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.ValueLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A template's sections, checked for what CloudFormation refuses at first sight. */
final class Sections {

    /** AWS's quota. */
    private static final int MOST_RESOURCES = 500;

    /** What each of them does is read, or refused where it stands. */
    private static final Set<String> READ = Set.of(SamTransform.NAME, "AWS::LanguageExtensions");

    private static final List<String> KNOWN = List.of(
            ("AWSTemplateFormatVersion Conditions Description Globals Hooks Mappings Metadata Outputs Parameters"
                            + " Resources Rules Transform")
                    .split(" "));

    private final Node.Mapping template;
    private final Nesting nesting;
    private final StackBuilder builder;
    private final Problems problems;

    Sections(Node.Mapping template, Nesting nesting, StackBuilder builder, Problems problems) {
        this.template = template;
        this.nesting = nesting;
        this.builder = builder;
        this.problems = problems;
        template.entries().forEach((section, node) -> {
            if (!KNOWN.contains(section)) {
                problems.report(node.line(), section, "is no section of a template; it has " + KNOWN);
            }
        });
        transforms(template.get("Transform"))
                .filter(transform -> !READ.contains(transform))
                .forEach(transform -> builder.leave(
                        section("Transform"), transform, "runs in an account only: what it adds is not there"));
        Stream.of("Rules", "Hooks")
                .filter(section -> !template.get(section).isAbsent())
                .forEach(section -> builder.leave(
                        section(section), "", "rules about parameters and hooks are looked at by an account only"));
    }

    private Origin section(String name) {
        return Origin.of(nesting.within() + name, "");
    }

    private static Stream<String> transforms(Node written) {
        var own = Stream.of(written, written.get("Name")).flatMap(name -> name.asText().stream());
        return Stream.concat(own, written.items().stream().flatMap(Sections::transforms));
    }

    /** All resources that CloudFormation would know: SAM's own need SAM's transform. */
    List<Declaration> resources() {
        var section = template.get("Resources").entries();
        if (section.isEmpty()) {
            problems.report(template.line(), "Resources", "is missing; a template has at least one resource");
        }
        if (section.size() > MOST_RESOURCES) {
            problems.report(
                    template.get("Resources").line(),
                    "Resources",
                    "has " + section.size() + " resources; AWS takes up to " + MOST_RESOURCES + ": split the template");
            return List.of();
        }
        List<Declaration> declarations = new ArrayList<>();
        section.forEach((id, node) -> resource(id, node, declarations));
        return declarations;
    }

    private void resource(String id, Node node, List<Declaration> declarations) {
        if (id.startsWith("Fn::")) {
            problems.report(node.line(), "Resources", id + " needs a transform that only an account can run");
        } else if (!id.matches("[A-Za-z0-9]{1,255}")) {
            problems.report(node.line(), "Resources", id + " is no logical id; it must be letters and digits");
        } else if (!(node instanceof Node.Mapping written)
                || written.get("Type").asText().isEmpty()) {
            problems.report(node.line(), id, "must be a resource with a Type");
        } else {
            var declaration = Declaration.of(nesting.within(), id, written);
            check(declaration, written.get("Properties"), written.get("Condition"));
            declarations.add(declaration);
        }
    }

    private void check(Declaration declaration, Node properties, Node condition) {
        var id = declaration.id();
        if (!properties.isAbsent() && !(properties instanceof Node.Mapping)) {
            problems.report(properties.line(), id, "Properties must be a mapping");
        }
        if (!condition.isAbsent() && condition.asText().isEmpty()) {
            problems.report(condition.line(), id, "Condition must be the name of a condition");
        }
        if (declaration.isSam() && transforms(template.get("Transform")).noneMatch(SamTransform.NAME::equals)) {
            problems.report(
                    declaration.line(),
                    id,
                    "is a " + declaration.type() + "; that needs Transform: " + SamTransform.NAME);
        }
    }

    /** The outputs that can be told; what hangs on things unknown here is named and left out. */
    Map<String, String> outputs(Catalog catalog) {
        Map<String, String> outputs = new TreeMap<>();
        problems.section(template, "Outputs", "outputs")
                .entries()
                .forEach((name, output) -> output(name, output, catalog, outputs));
        return outputs;
    }

    private void output(String name, Node output, Catalog catalog, Map<String, String> outputs) {
        var where = "Outputs." + name;
        var evaluator = catalog.seenFrom(where);
        var condition = output.get("Condition");
        if (output.get("Value").isAbsent()) {
            problems.report(output.line(), where, "must have a Value");
            return;
        }
        if (condition instanceof Node.Scalar required && !evaluator.holds(required.text(), condition, where)) {
            return;
        }
        var value = evaluator.resolve(output.get("Value"), ValueLocation.mention(where));
        if (value instanceof Node.Scalar scalar && scalar.isUnknown()) {
            builder.leave(section("Outputs"), name, "needs an account to be told");
        } else if (value instanceof Node.Scalar scalar) {
            outputs.put(name, scalar.text());
        } else if (!(value instanceof Node.Broken)) {
            problems.report(value.line(), where, "must be a text");
        }
    }
}
