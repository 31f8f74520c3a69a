package dev.evenstep.local.template;

import dev.evenstep.local.stack.RoleSpec.Statement;
import dev.evenstep.local.template.language.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads the statements of IAM policies. */
final class PolicyDocument {

    private PolicyDocument() {}

    /** @param document has {@code Statement} */
    static List<Statement> read(Properties document) {
        document.text("Version");
        document.text("Id");
        List<Statement> statements = new ArrayList<>();
        for (var statement : document.oneOrMore("Statement")) {
            statement.text("Sid");
            var allows = statement
                    .choice("Effect", "Allow", List.of("Allow", "Deny"))
                    .equals("Allow");
            var conditional = statement.has("Condition");
            if (conditional) {
                statement.leave("Condition", "conditions of policies are not looked at locally");
                statement.object("Condition").ignoreRest();
            }
            if (!allows && conditional) {
                continue;
            }
            statements.add(new Statement(
                    statement.declaration().origin().where(statement.path("")),
                    allows,
                    texts(statement, "Action"),
                    texts(statement, "Resource")));
        }
        return statements;
    }

    private static List<String> texts(Properties statement, String name) {
        if (statement.has("Not" + name)) {
            statement.leave("Not" + name, "is not looked at locally: all others are meant on AWS, and every one here");
            return List.of("*");
        }
        var node = statement.node(name);
        if (node.isEmpty()) {
            statement.problem(name, "is missing");
        }
        return node.map(PolicyDocument::texts).orElse(List.of());
    }

    static List<String> texts(Node node) {
        return node.asText()
                .map(List::of)
                .orElseGet(() -> node.items().stream()
                        .flatMap(item -> item.asText().stream())
                        .toList());
    }
}
