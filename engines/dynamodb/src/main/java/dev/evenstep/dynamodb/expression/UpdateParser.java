package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.expression.Token.Kind;
import dev.evenstep.dynamodb.expression.UpdateExpression.Change;
import dev.evenstep.dynamodb.expression.UpdateExpression.Section;
import dev.evenstep.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Updates: sections of changes. */
final class UpdateParser extends Parser {

    private static final Map<String, String> LONG_TYPES = Map.of(
            "S", "STRING", "N", "NUMBER", "B", "BINARY", "BOOL", "BOOLEAN", "NULL", "NULL", "M", "MAP", "L", "LIST");
    private static final Arithmetic ARITHMETIC =
            new Arithmetic("An operand in the update expression has an incorrect data type");

    UpdateParser(String parameter, String text, Placeholders names) {
        super(parameter, text, names);
    }

    UpdateExpression parse() {
        List<Change> changes = new ArrayList<>();
        Set<Section> seen = EnumSet.noneOf(Section.class);
        do {
            Section section = section();
            if (section == null) {
                throw syntaxError();
            }
            next();
            if (!seen.add(section)) {
                flaw(
                        Flaw.REPEATED_SECTION,
                        "The \"" + section + "\" section can only be used once in an update expression;");
            }
            do {
                changes.add(change(section));
            } while (accept(","));
        } while (peek().kind() != Kind.END);
        requireApart(changes.stream().map(Change::target).toList());
        end();
        return new UpdateExpression(changes, ARITHMETIC);
    }

    /** Null: none begins here. */
    private @Nullable Section section() {
        return switch (peek().text().toUpperCase(Locale.ROOT)) {
            case "SET" -> Section.SET;
            case "REMOVE" -> Section.REMOVE;
            case "ADD" -> Section.ADD;
            case "DELETE" -> Section.DELETE;
            default -> null;
        };
    }

    private Change change(Section section) {
        DocumentPath target = attribute();
        if (section == Section.REMOVE) {
            return new Change(section, target, null);
        }
        countOperator();
        if (section == Section.SET) {
            expect("=");
            return new Change(section, target, sum());
        }
        Operand.Constant operand = value();
        String type = LONG_TYPES.get(operand.type());
        boolean isAddedNumber = section == Section.ADD && operand.value() instanceof Value.N;
        if (type != null && !isAddedNumber) {
            operandType(Flaw.SECTION_OPERAND, "operator", section.name(), type);
        }
        return new Change(section, target, operand);
    }

    private DocumentPath attribute() {
        if (section() != null) {
            throw syntaxError();
        }
        return path();
    }

    private Operand sum() {
        Operand left = operand();
        String sign = peek().text();
        if (accept("+") || accept("-")) {
            countOperator();
            return call(sign, List.of(left, operand()));
        }
        return left;
    }

    private Operand operand() {
        if (acceptOpening()) {
            Operand inner = sum();
            expectClosing();
            return inner;
        }
        if (peek().kind() == Kind.VALUE_REFERENCE) {
            return value();
        }
        if (!atCall()) {
            return attribute();
        }
        String function = next().text();
        next();
        countOperator();
        List<Operand> operands = new ArrayList<>();
        do {
            operands.add(operand());
        } while (accept(","));
        expect(")");
        return call(function, operands);
    }

    private Operand call(String function, List<Operand> operands) {
        requireCount(function, operands, 2);
        Operand left = operands.getFirst();
        Operand right = operands.getLast();
        return switch (function) {
            case "+" -> {
                requireAll("N", function, operands);
                yield item ->
                        ARITHMETIC.plus(UpdateExpression.required(left, item), UpdateExpression.required(right, item));
            }
            case "-" -> {
                requireAll("N", function, operands);
                yield item ->
                        ARITHMETIC.minus(UpdateExpression.required(left, item), UpdateExpression.required(right, item));
            }
            case "list_append" -> {
                requireAll("L", function, operands);
                yield item -> ARITHMETIC.append(
                        UpdateExpression.required(left, item), UpdateExpression.required(right, item));
            }
            case "if_not_exists" -> {
                requirePath(function, left);
                yield item -> {
                    Value present = left.of(item);
                    return present == null ? UpdateExpression.required(right, item) : present;
                };
            }
            default -> {
                flaw(Flaw.UNKNOWN_FUNCTION, "Invalid function name; function: " + function);
                yield left;
            }
        };
    }

    private void requireAll(String type, String function, List<Operand> operands) {
        operands.forEach(operand -> requireType("operator or function", function, operand, Set.of(type)));
    }
}
