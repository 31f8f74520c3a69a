package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The section {@code Resources}, checked for what CloudFormation refuses at first sight. */
final class ResourceSection {

    /** AWS's quota. */
    private static final int MOST_RESOURCES = 500;

    private final Problems problems;

    ResourceSection(Problems problems) {
        this.problems = problems;
    }

    List<Declaration> read(Node.Mapping template) {
        if (!(template.get("Resources") instanceof Node.Mapping section)
                || section.entries().isEmpty()) {
            problems.report(template.line(), "Resources", "is missing; a template has at least one resource");
            return List.of();
        }
        if (section.entries().size() > MOST_RESOURCES) {
            problems.report(
                    section.line(),
                    "Resources",
                    "has " + section.entries().size() + " resources; AWS takes up to " + MOST_RESOURCES
                            + ": split the template");
            return List.of();
        }
        List<Declaration> declarations = new ArrayList<>();
        section.entries().forEach((id, node) -> read(id, node, declarations));
        return declarations;
    }

    private void read(String id, Node node, List<Declaration> declarations) {
        if (id.startsWith("Fn::")) {
            problems.report(node.line(), "Resources", id + " needs a transform that only an account can run");
        } else if (!id.matches("[A-Za-z0-9]{1,255}")) {
            problems.report(node.line(), "Resources", id + " is no logical id; it must be letters and digits");
        } else if (!(node instanceof Node.Mapping resource && resource.get("Type") instanceof Node.Scalar type)) {
            problems.report(node.line(), id, "must be a resource with a Type");
        } else {
            declarations.add(declaration(id, type.text(), resource));
        }
    }

    private Declaration declaration(String id, String type, Node.Mapping resource) {
        Map<String, Node> attributes = new HashMap<>(resource.entries());
        attributes.remove("Type");
        var written = attributes.remove("Properties");
        if (written != null && !(written instanceof Node.Mapping)) {
            problems.report(written.line(), id, "Properties must be a mapping");
        }
        var condition = attributes.get("Condition");
        if (condition != null && !(condition instanceof Node.Scalar)) {
            problems.report(condition.line(), id, "Condition must be the name of a condition");
        }
        var properties = written instanceof Node.Mapping mapping ? mapping : Node.Mapping.empty(resource.line());
        return new Declaration(id, type, properties, attributes, Origin.of(id, type), false, resource.line());
    }
}
