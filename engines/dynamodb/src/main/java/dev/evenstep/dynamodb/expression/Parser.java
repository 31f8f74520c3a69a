package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.expression.Token.Kind;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.engine.protocol.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads an expression word by word. What is wrong beside its syntax is told once all is read, the gravest first. */
class Parser {

    /** In the order in which AWS tells them. */
    enum Flaw {
        REDUNDANT_PARENTHESES,
        UNKNOWN_FUNCTION,
        MISUSED_FUNCTION,
        RESERVED_WORD,
        REPEATED_SECTION,
        TOO_MANY_OPERATORS,
        UNDEFINED,
        OVERLAP,
        CONFLICT,
        SECTION_OPERAND,
        OPERAND
    }

    static final String REDUNDANT = "The expression has redundant parentheses;";
    private static final int LONGEST = 4096;
    private static final int MOST_OPERATORS = 300;
    private static final int LONGEST_POSITION = 9;
    private static final String FUNCTION = "; operator or function: ";

    private final String parameter;
    private final String text;
    private final Placeholders names;
    private final List<Token> tokens;
    private final Map<Flaw, String> flaws = new EnumMap<>(Flaw.class);
    private final Set<String> attributes = new LinkedHashSet<>();
    private int at;
    private int operators;
    private int depth;

    Parser(String parameter, String text, Placeholders names) {
        this.parameter = parameter;
        this.text = text;
        this.names = names;
        if (text.isEmpty()) {
            throw invalid("The expression can not be empty;");
        }
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > LONGEST) {
            throw invalid("Expression size has exceeded the maximum allowed size; expression size: " + size);
        }
        this.tokens = Token.all(text);
    }

    /** The top-level attributes that it names. */
    Set<String> attributes() {
        return attributes;
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
    DocumentPath path() {
        List<Object> steps = new ArrayList<>();
        steps.add(name());
        return path(steps);
    }

    /** What follows the beginning of a path. */
    DocumentPath path(List<Object> steps) {
        while (true) {
            if (accept(".")) {
                steps.add(name());
            } else if (accept("[")) {
                if (peek().kind() != Kind.NUMBER || peek().text().length() > LONGEST_POSITION) {
                    throw syntaxError();
                }
                steps.add(Integer.valueOf(next().text()));
                expect("]");
            } else {
                DocumentPath path = new DocumentPath(steps);
                attributes.add(path.attribute());
                if (steps.size() > 1) {
                    names.nested().add(path.attribute());
                }
                return path;
            }
        }
    }

    private String name() {
        Token token = peek();
        if (token.kind() != Kind.NAME && token.kind() != Kind.NAME_REFERENCE) {
            throw syntaxError();
        }
        at++;
        if (token.kind() == Kind.NAME) {
            if (ReservedWords.contains(token.text())) {
                flaw(Flaw.RESERVED_WORD, "Attribute name is a reserved keyword; reserved keyword: " + token.text());
            }
            return token.text();
        }
        String name = names.name(token.text());
        if (name == null) {
            flaw(
                    Flaw.UNDEFINED,
                    "An expression attribute name used in the document path is not defined; attribute name: "
                            + token.text());
        }
        return name == null ? token.text() : name;
    }

    /** What the reference that is next stands for. */
    Operand.Constant value() {
        if (peek().kind() != Kind.VALUE_REFERENCE) {
            throw syntaxError();
        }
        String reference = next().text();
        Value value = names.value(reference);
        if (value == null) {
            flaw(
                    Flaw.UNDEFINED,
                    "An expression attribute value used in expression is not defined; attribute value: " + reference);
        }
        return new Operand.Constant(value == null ? new Value.NullValue() : value);
    }

    /** More open parentheses than there may be operators are redundant, however the expression goes on. */
    boolean acceptOpening() {
        boolean found = accept("(");
        depth += found ? 1 : 0;
        if (depth > MOST_OPERATORS) {
            throw invalid(REDUNDANT);
        }
        return found;
    }

    void expectClosing() {
        expect(")");
        depth--;
    }

    void countOperator() {
        operators++;
    }

    void flaw(Flaw flaw, String message) {
        flaws.putIfAbsent(flaw, message);
    }

    /** @param kind how AWS calls what has the operand: {@code operator}, or {@code operator or function} */
    void requireType(String kind, String operator, Operand operand, Set<String> types) {
        String type = operand.type();
        if (type != null && !types.contains(type)) {
            operandType(Flaw.OPERAND, kind, operator, type);
        }
    }

    void operandType(Flaw flaw, String kind, String operator, String type) {
        flaw(
                flaw,
                "Incorrect operand type for operator or function; %s: %s, operand type: %s"
                        .formatted(kind, operator, type));
    }

    boolean requireCount(String function, List<Operand> operands, int count) {
        if (operands.size() != count) {
            flaw(
                    Flaw.OPERAND,
                    "Incorrect number of operands for operator or function" + FUNCTION + function
                            + ", number of operands: " + operands.size());
        }
        return operands.size() == count;
    }

    void requirePath(String function, Operand operand) {
        if (!(operand instanceof DocumentPath)) {
            flaw(Flaw.OPERAND, "Operator or function requires a document path" + FUNCTION + function);
        }
    }

    /** Refuses paths of which one lies within another, or that need one place to be both a list and a map. */
    void requireApart(List<DocumentPath> paths) {
        for (int second = 1; second < paths.size(); second++) {
            for (int first = 0; first < second; first++) {
                String how = paths.get(first).collision(paths.get(second));
                if (!how.isEmpty()) {
                    flaw(
                            how.equals("overlap") ? Flaw.OVERLAP : Flaw.CONFLICT,
                            ("Two document paths %s with each other; must remove or rewrite one of these paths; "
                                            + "path one: %s, path two: %s")
                                    .formatted(how, paths.get(first), paths.get(second)));
                }
            }
        }
    }

    /** At the end of the expression: nothing may follow, and flaws are told. */
    void end() {
        if (peek().kind() != Kind.END) {
            throw syntaxError();
        }
        if (operators > MOST_OPERATORS) {
            flaw(Flaw.TOO_MANY_OPERATORS, "The expression contains too many operators; operator count: " + operators);
        }
        for (String message : flaws.values()) {
            throw invalid(message);
        }
    }

    /** At the word that is next, which it names with both its neighbours. */
    AwsException syntaxError() {
        Token token = peek();
        int from = tokens.get(Math.max(at - 1, 0)).start();
        int to = tokens.get(Math.min(at + 1, tokens.size() - 1)).end();
        return invalid("Syntax error; token: \"" + token.text() + "\", near: \""
                + text.substring(from, Math.max(to, token.end())).stripTrailing() + "\"");
    }

    private AwsException invalid(String message) {
        return Invalid.request("Invalid " + parameter + ": " + message);
    }
}
