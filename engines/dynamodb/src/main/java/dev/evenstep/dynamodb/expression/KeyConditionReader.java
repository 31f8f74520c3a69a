package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.expression.KeyTests.KeyTest;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Key conditions: of all conditions, those that name one attribute each, joined by AND. */
final class KeyConditionReader {

    private static final Set<String> OPERATORS = Set.of("=", "<", "<=", ">", ">=", "BETWEEN", "begins_with");
    private static final String NAME = "KeyConditionExpression";

    private final Scope scope;
    private final Map<String, KeyTest> tests = new LinkedHashMap<>();

    private KeyConditionReader(Scope scope) {
        this.scope = scope;
    }

    static KeyTests read(Node condition, Scope scope) {
        KeyConditionReader reader = new KeyConditionReader(scope);
        reader.read(condition);
        return new KeyTests(reader.tests);
    }

    private void read(Node node) {
        switch (node) {
            case Node.Logic(var operator, var operands) -> {
                requireOperator(operator.equals("AND"), operator);
                operands.forEach(this::read);
            }
            case Node.Comparison(var operator, var operands) -> test(operator, operands);
            case Node.Call(var function, var operands) -> test(function, operands);
            default -> throw new IllegalStateException("No condition: " + node);
        }
    }

    private static void requireOperator(boolean allowed, String operator) {
        if (!allowed) {
            throw Invalid.request("Invalid operator used in " + NAME + ": " + operator);
        }
    }

    private void test(String operator, List<Node> operands) {
        requireOperator(OPERATORS.contains(operator), operator);
        boolean turns = operator.length() <= 2;
        if (!turns && operands.getFirst() instanceof Node.Reference) {
            throw Invalid.request("Invalid condition in " + NAME + ": " + operator
                    + " operator must have the key attribute as its first operand");
        }
        String attribute = null;
        List<Value> values = new ArrayList<>();
        for (Node operand : operands) {
            switch (operand) {
                case Node.Reference reference -> values.add(scope.value(reference));
                case Node.Attribute path -> attribute = only(attribute, scope.path(path));
                default -> throw Invalid.request(NAME + "s cannot contain nested operations");
            }
        }
        if (attribute == null) {
            throw Invalid.request("Invalid condition in " + NAME + ": No key attribute specified");
        }
        boolean turned = turns && operands.getFirst() instanceof Node.Reference;
        String meant = turned ? Comparison.of(operator).turned().operator() : operator;
        if (tests.put(attribute, new KeyTest(meant, values)) != null) {
            throw Invalid.request(NAME + "s must only contain one condition per key");
        }
    }

    private static String only(@Nullable String already, Path path) {
        if (already != null) {
            throw Invalid.request("Invalid condition in " + NAME + ": Multiple attribute names used in one condition");
        }
        if (path.steps().size() > 1) {
            throw Invalid.request(NAME + "s cannot have conditions on nested attributes");
        }
        return path.attribute();
    }
}
