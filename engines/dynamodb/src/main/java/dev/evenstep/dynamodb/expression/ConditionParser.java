package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.expression.Token.Kind;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.ValueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Conditions, filters and key conditions. OR binds least, then AND, then NOT. Operands are checked where they are read. */
final class ConditionParser extends Parser {

    private static final int MOST_ALTERNATIVES = 100;
    private static final Set<String> WORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");
    private static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS");
    private static final Set<String> ORDERED = Set.of("S", "N", "B");
    private static final Set<String> SIZED = Set.of("S", "B", "M", "L", "SS", "NS", "BS");
    private static final Set<String> CONTAINERS = Set.of("S", "B", "L", "SS", "NS", "BS");
    private static final Set<String> BEGINNING = Set.of("S", "B");
    private static final Operand NOTHING = new Operand.Constant(new Value.NullValue());

    private int opened; // where the last parentheses were
    private int closed;

    ConditionParser(String parameter, String text, Placeholders names) {
        super(parameter, text, names);
    }

    /** What stands between words: an operand is not yet a condition. */
    private sealed interface Part {}

    /** @param function whether it is a function's value, of {@code size} if the function is known */
    private record Single(Operand operand, boolean function) implements Part {}

    /** @param function its name, where it is one; else empty */
    private record Whole(ConditionExpression condition, String function) implements Part {
        Whole(ConditionExpression condition) {
            this(condition, "");
        }
    }

    ConditionExpression parse() {
        ConditionExpression condition = condition(or());
        end();
        return condition;
    }

    private Part or() {
        Part left = and();
        while (acceptWord("OR")) {
            countOperator();
            left = new Whole(new ConditionExpression.Any(List.of(condition(left), condition(and()))));
        }
        return left;
    }

    private Part and() {
        Part left = not();
        while (acceptWord("AND")) {
            countOperator();
            left = new Whole(new ConditionExpression.All(List.of(condition(left), condition(not()))));
        }
        return left;
    }

    private Part not() {
        if (acceptWord("NOT")) {
            countOperator();
            return new Whole(new ConditionExpression.Not(condition(not())));
        }
        return comparison();
    }

    private Part comparison() {
        Part left = primary();
        Operator operator = Operator.of(peek().text().toUpperCase(Locale.ROOT));
        boolean whole = left instanceof Whole(var condition, var function) && function.isEmpty();
        if (whole || operator == null || operator.isFunction()) {
            return left;
        }
        next();
        List<Operand> operands = new ArrayList<>();
        operands.add(operand(left));
        if (operator == Operator.IN) {
            expect("(");
            operands(operands);
        } else {
            operands.add(operand(primary()));
        }
        if (operator == Operator.BETWEEN) {
            if (!acceptWord("AND")) {
                throw syntaxError();
            }
            operands.add(operand(primary()));
        }
        countOperator();
        check(operator, operands);
        return new Whole(new ConditionExpression.Test(operator, operands));
    }

    private void operands(List<Operand> operands) {
        do {
            operands.add(operand(primary()));
        } while (accept(","));
        expect(")");
    }

    private Part primary() {
        int start = position();
        if (acceptOpening()) {
            Part inner = or();
            close(start);
            return inner instanceof Single(DocumentPath(var steps), var function) && (peek().is(".") || peek().is("["))
                    ? new Single(path(new ArrayList<>(steps)), false)
                    : inner;
        }
        Token token = peek();
        if (token.kind() == Kind.VALUE_REFERENCE) {
            return new Single(value(), false);
        }
        if (token.kind() == Kind.NAME && WORDS.contains(token.text().toUpperCase(Locale.ROOT))) {
            throw syntaxError();
        }
        return atCall() ? call() : new Single(path(), false);
    }

    private void close(int start) {
        boolean twice = opened == start + 1 && closed == position();
        expectClosing();
        opened = start;
        closed = position();
        if (twice) {
            flaw(Flaw.REDUNDANT_PARENTHESES, REDUNDANT);
        }
    }

    private Part call() {
        String name = next().text();
        next();
        Operator function = Operator.of(name);
        if (function == null && !name.equals("size")) {
            flaw(Flaw.UNKNOWN_FUNCTION, "Invalid function name; function: " + name);
        }
        countOperator();
        List<Operand> operands = new ArrayList<>();
        operands(operands);
        if (function == null) {
            requireCount(name, operands, 1);
            requireType("operator or function", name, operands.getFirst(), SIZED);
            return new Single(new Operand.Size(operands.getFirst()), true);
        }
        boolean one = function == Operator.NOT_NULL || function == Operator.NULL;
        if (requireCount(name, operands, one ? 1 : 2)) {
            check(function, operands);
        }
        return new Whole(new ConditionExpression.Test(function, operands), name);
    }

    private ConditionExpression condition(Part part) {
        return switch (part) {
            case Whole(var condition, var function) -> condition;
            case Single(var operand, var function) -> {
                if (!function) {
                    throw syntaxError();
                }
                misused("size");
                yield new ConditionExpression.All(List.of());
            }
        };
    }

    private Operand operand(Part part) {
        return switch (part) {
            case Single(var operand, var function) -> operand;
            case Whole(var condition, var function) -> {
                if (function.isEmpty()) {
                    throw syntaxError();
                }
                misused(function);
                yield NOTHING;
            }
        };
    }

    private void misused(String function) {
        flaw(
                Flaw.MISUSED_FUNCTION,
                "The function is not allowed to be used this way in an expression; function: " + function);
    }

    private void check(Operator operator, List<Operand> operands) {
        String symbol = operator.symbol();
        String kind = operator.isFunction() ? "operator or function" : "operator";
        Operand first = operands.getFirst();
        List<Operand> rest = operands.subList(1, operands.size());
        if (first instanceof DocumentPath && rest.contains(first)) {
            flaw(
                    Flaw.OPERAND,
                    "The first operand must be distinct from the remaining operands for this operator or function;"
                            + " operator: " + symbol + ", first operand: " + first);
        }
        switch (operator) {
            case EQ, NE, NOT_CONTAINS -> {}
            case LT, LE, GT, GE, BETWEEN -> operands.forEach(one -> requireType(kind, symbol, one, ORDERED));
            case BEGINS_WITH -> operands.forEach(one -> requireType(kind, symbol, one, BEGINNING));
            case CONTAINS -> requireType(kind, symbol, first, CONTAINERS);
            case NOT_NULL, NULL -> requirePath(symbol, first);
            case TYPE -> requireTypeName(first, rest.getFirst());
            case IN -> {
                if (rest.size() > MOST_ALTERNATIVES) {
                    flaw(
                            Flaw.OPERAND,
                            "The IN operator is provided with too many operands; number of operands: " + rest.size());
                }
            }
        }
        if (operator == Operator.BETWEEN
                && rest.getFirst() instanceof Operand.Constant(var low)
                && rest.getLast() instanceof Operand.Constant(var high)) {
            requireBounds(low, high);
        }
    }

    private void requireTypeName(Operand attribute, Operand type) {
        String function = Operator.TYPE.symbol();
        requirePath(function, attribute);
        requireType("operator or function", function, type, Set.of("S"));
        if (!(type instanceof Operand.Constant(Value.S(var name)))) {
            operandType(Flaw.OPERAND, "operator or function", function, "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
        } else if (!TYPES.contains(name)) {
            flaw(
                    Flaw.OPERAND,
                    "Invalid attribute type name found; type: " + name
                            + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
        }
    }

    private void requireBounds(Value low, Value high) {
        String wrong = !low.type().equals(high.type())
                ? "same data type for lower and upper bounds"
                : "upper bound to be greater than or equal to lower bound";
        if (!low.type().equals(high.type()) || Operator.GT.test(low, high)) {
            flaw(
                    Flaw.OPERAND,
                    "The BETWEEN operator requires %s; lower bound operand: AttributeValue: %s, %s: AttributeValue: %s"
                            .formatted(wrong, shown(low), "upper bound operand", shown(high)));
        }
    }

    private static String shown(Value value) {
        return ValueJson.write(value).toString().replace("\"", "");
    }
}
