package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.expression.Cursor.Flaw;
import dev.evenstep.dynamodb.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Conditions, filters and key conditions as trees. OR binds least, then AND, then NOT. */
final class ConditionParser {

    private static final Set<String> TESTS =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains");
    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> WORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");

    private final Cursor cursor;
    private int opened; // where the last parentheses were
    private int closed;

    private ConditionParser(Cursor cursor) {
        this.cursor = cursor;
    }

    static Node parse(Cursor cursor) {
        ConditionParser parser = new ConditionParser(cursor);
        Node condition = parser.condition(parser.or());
        cursor.end();
        return condition;
    }

    private Node or() {
        Node left = and();
        while (cursor.acceptWord("OR")) {
            cursor.countOperator();
            left = new Node.Logic("OR", List.of(condition(left), condition(and())));
        }
        return left;
    }

    private Node and() {
        Node left = not();
        while (cursor.acceptWord("AND")) {
            cursor.countOperator();
            left = new Node.Logic("AND", List.of(condition(left), condition(not())));
        }
        return left;
    }

    private Node not() {
        if (cursor.acceptWord("NOT")) {
            cursor.countOperator();
            return new Node.Logic("NOT", List.of(condition(not())));
        }
        return comparison();
    }

    private Node comparison() {
        Node left = primary();
        if (left instanceof Node.Comparison || left instanceof Node.Logic) {
            return left;
        }
        Token token = cursor.peek();
        List<Node> operands = new ArrayList<>();
        if (token.kind() == Kind.SYMBOL && COMPARATORS.contains(token.text())) {
            cursor.next();
            operands.add(operand(left));
            operands.add(operand(primary()));
        } else if (cursor.acceptWord("BETWEEN")) {
            operands.add(operand(left));
            operands.add(operand(primary()));
            if (!cursor.acceptWord("AND")) {
                throw cursor.syntaxError();
            }
            operands.add(operand(primary()));
        } else if (cursor.acceptWord("IN")) {
            operands.add(operand(left));
            cursor.expect("(");
            operands(operands);
        } else {
            return left;
        }
        cursor.countOperator();
        return new Node.Comparison(token.text().toUpperCase(Locale.ROOT), operands);
    }

    private void operands(List<Node> operands) {
        do {
            operands.add(operand(primary()));
        } while (cursor.accept(","));
        cursor.expect(")");
    }

    private Node primary() {
        int start = cursor.position();
        if (cursor.accept("(")) {
            cursor.open();
            Node inner = or();
            boolean twice = opened == start + 1 && closed == cursor.position();
            cursor.close();
            opened = start;
            closed = cursor.position();
            if (twice) {
                cursor.flaw(Flaw.REDUNDANT_PARENTHESES, "The expression has redundant parentheses;");
            }
            if (inner instanceof Node.Attribute(var steps)
                    && (cursor.peek().is(".") || cursor.peek().is("["))) {
                return cursor.attribute(new ArrayList<>(steps));
            }
            return inner;
        }
        Token token = cursor.peek();
        if (token.kind() == Kind.VALUE_REFERENCE) {
            return cursor.reference();
        }
        if (token.kind() == Kind.NAME && WORDS.contains(token.text().toUpperCase(Locale.ROOT))) {
            throw cursor.syntaxError();
        }
        return cursor.atCall() ? call() : cursor.attribute();
    }

    private Node call() {
        String function = cursor.next().text();
        cursor.next();
        if (!function.equals("size") && !TESTS.contains(function)) {
            cursor.flaw(Flaw.UNKNOWN_FUNCTION, "Invalid function name; function: " + function);
        }
        cursor.countOperator();
        List<Node> operands = new ArrayList<>();
        operands(operands);
        return new Node.Call(function, operands);
    }

    private Node condition(Node node) {
        if (node instanceof Node.Attribute || node instanceof Node.Reference) {
            throw cursor.syntaxError();
        }
        if (node instanceof Node.Call(var function, var operands) && !TESTS.contains(function)) {
            misused(function);
        }
        return node;
    }

    private Node operand(Node node) {
        if (node instanceof Node.Comparison || node instanceof Node.Logic) {
            throw cursor.syntaxError();
        }
        if (node instanceof Node.Call(var function, var operands) && !function.equals("size")) {
            misused(function);
        }
        return node;
    }

    private void misused(String function) {
        cursor.flaw(
                Flaw.MISUSED_FUNCTION,
                "The function is not allowed to be used this way in an expression; function: " + function);
    }
}
