package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.expression.Cursor.Flaw;
import dev.evenstep.dynamodb.expression.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Updates as lists of actions. */
final class UpdateParser {

    private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");
    private static final Set<String> FUNCTIONS = Set.of("if_not_exists", "list_append");

    private final Cursor cursor;

    private UpdateParser(Cursor cursor) {
        this.cursor = cursor;
    }

    static List<Node.Action> parse(Cursor cursor) {
        UpdateParser parser = new UpdateParser(cursor);
        List<Node.Action> actions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        do {
            String section = cursor.peek().text().toUpperCase(Locale.ROOT);
            if (!SECTIONS.contains(section)) {
                throw cursor.syntaxError();
            }
            cursor.next();
            if (!seen.add(section)) {
                cursor.flaw(
                        Flaw.REPEATED_SECTION,
                        "The \"" + section + "\" section can only be used once in an update expression;");
            }
            do {
                actions.add(parser.action(section));
            } while (cursor.accept(","));
        } while (cursor.peek().kind() != Kind.END);
        cursor.end();
        return actions;
    }

    private Node.Action action(String section) {
        if (!section.equals("REMOVE")) {
            cursor.countOperator();
        }
        Node.Attribute target = attribute();
        return switch (section) {
            case "SET" -> {
                cursor.expect("=");
                yield new Node.Action(section, target, sum());
            }
            case "REMOVE" -> new Node.Action(section, target, null);
            default -> new Node.Action(section, target, cursor.reference());
        };
    }

    private Node.Attribute attribute() {
        if (SECTIONS.contains(cursor.peek().text().toUpperCase(Locale.ROOT))) {
            throw cursor.syntaxError();
        }
        return cursor.attribute();
    }

    private Node sum() {
        Node left = operand();
        Token token = cursor.peek();
        if (cursor.accept("+") || cursor.accept("-")) {
            cursor.countOperator();
            return new Node.Call(token.text(), List.of(left, operand()));
        }
        return left;
    }

    private Node operand() {
        if (cursor.accept("(")) {
            cursor.open();
            Node inner = sum();
            cursor.close();
            return inner;
        }
        if (cursor.peek().kind() == Kind.VALUE_REFERENCE) {
            return cursor.reference();
        }
        if (!cursor.atCall()) {
            return attribute();
        }
        String function = cursor.next().text();
        cursor.next();
        cursor.countOperator();
        if (!FUNCTIONS.contains(function)) {
            cursor.flaw(Flaw.UNKNOWN_FUNCTION, "Invalid function name; function: " + function);
        }
        List<Node> operands = new ArrayList<>();
        do {
            operands.add(operand());
        } while (cursor.accept(","));
        cursor.expect(")");
        return new Node.Call(function, operands);
    }
}
