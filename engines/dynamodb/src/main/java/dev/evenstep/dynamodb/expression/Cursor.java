package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.expression.Token.Kind;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.engine.protocol.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads an expression word by word. What is wrong beside its syntax is told once all is read, the gravest first. */
final class Cursor {

    /** In the order in which AWS tells them. */
    enum Flaw {
        REDUNDANT_PARENTHESES,
        UNKNOWN_FUNCTION,
        MISUSED_FUNCTION,
        RESERVED_WORD,
        REPEATED_SECTION,
        TOO_MANY_OPERATORS
    }

    private static final int LONGEST = 4096;
    private static final int MOST_OPERATORS = 300;

    private final String parameter;
    private final String text;
    private final List<Token> tokens;
    private final Map<Flaw, String> flaws = new EnumMap<>(Flaw.class);
    private int at;
    private int operators;
    private int depth;

    Cursor(String parameter, String text) {
        this.parameter = parameter;
        this.text = text;
        if (text.isEmpty()) {
            throw invalid("The expression can not be empty;");
        }
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > LONGEST) {
            throw invalid("Expression size has exceeded the maximum allowed size; expression size: " + size);
        }
        this.tokens = Token.all(text);
    }

    Token peek() {
        return tokens.get(at);
    }

    int position() {
        return at;
    }

    Token next() {
        return tokens.get(at++);
    }

    boolean accept(String symbol) {
        boolean found = peek().is(symbol);
        at += found ? 1 : 0;
        return found;
    }

    boolean acceptWord(String word) {
        boolean found = peek().isWord(word);
        at += found ? 1 : 0;
        return found;
    }

    void expect(String symbol) {
        if (!accept(symbol)) {
            throw syntaxError();
        }
    }

    boolean atCall() {
        return peek().kind() == Kind.NAME && tokens.get(at + 1).is("(");
    }

    /** The path that begins here. */
    Node.Attribute attribute() {
        List<Object> steps = new ArrayList<>();
        steps.add(name());
        return attribute(steps);
    }

    /** What follows the beginning of a path. */
    Node.Attribute attribute(List<Object> steps) {
        while (true) {
            if (accept(".")) {
                steps.add(name());
            } else if (accept("[")) {
                if (peek().kind() != Kind.NUMBER || peek().text().length() > 9) {
                    throw syntaxError();
                }
                steps.add(Integer.valueOf(next().text()));
                expect("]");
            } else {
                return new Node.Attribute(steps);
            }
        }
    }

    private String name() {
        Token token = peek();
        if (token.kind() != Kind.NAME && token.kind() != Kind.NAME_REFERENCE) {
            throw syntaxError();
        }
        if (token.kind() == Kind.NAME && ReservedWords.contains(token.text())) {
            flaw(Flaw.RESERVED_WORD, "Attribute name is a reserved keyword; reserved keyword: " + token.text());
        }
        return next().text();
    }

    Node.Reference reference() {
        if (peek().kind() != Kind.VALUE_REFERENCE) {
            throw syntaxError();
        }
        return new Node.Reference(next().text());
    }

    /** Deeper parentheses than there may be operators are redundant, however the expression goes on. */
    void open() {
        depth++;
        if (depth > MOST_OPERATORS) {
            throw invalid("The expression has redundant parentheses;");
        }
    }

    void close() {
        expect(")");
        depth--;
    }

    void countOperator() {
        operators++;
    }

    void flaw(Flaw flaw, String message) {
        flaws.putIfAbsent(flaw, message);
    }

    /** At the end of the expression: nothing may follow, and flaws are told. */
    void end() {
        if (peek().kind() != Kind.END) {
            throw syntaxError();
        }
        if (operators > MOST_OPERATORS) {
            flaw(Flaw.TOO_MANY_OPERATORS, "The expression contains too many operators; operator count: " + operators);
        }
        flaws.values().stream().findFirst().ifPresent(message -> {
            throw invalid(message);
        });
    }

    /** At the word that is next, which it names with both its neighbours. */
    AwsException syntaxError() {
        Token token = peek();
        int from = tokens.get(Math.max(at - 1, 0)).start();
        int to = tokens.get(Math.min(at + 1, tokens.size() - 1)).end();
        return invalid("Syntax error; token: \"" + token.text() + "\", near: \""
                + text.substring(from, Math.max(to, token.end())).stripTrailing() + "\"");
    }

    AwsException invalid(String message) {
        return Invalid.request("Invalid " + parameter + ": " + message);
    }
}
