package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes conditions of their trees, with AWS's checks of operands, in its order: from left to right, inner before outer. */
final class ConditionCompiler {

    private static final int MOST_ALTERNATIVES = 100;
    private static final Set<String> ORDERED = Set.of("S", "N", "B");
    private static final Set<String> TYPES = Set.of("S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS");
    private static final String TYPE_LIST = "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}";

    private final Scope scope;

    ConditionCompiler(Scope scope) {
        this.scope = scope;
    }

    Condition compile(Node node) {
        return switch (node) {
            case Node.Logic(var operator, var operands) -> logic(operator, operands);
            case Node.Comparison(var operator, var operands) -> comparison(operator, operands(operands));
            case Node.Call(var function, var operands) -> call(function, operands(operands));
            default -> throw new IllegalStateException("No condition: " + node);
        };
    }

    private Condition logic(String operator, List<Node> operands) {
        Condition first = compile(operands.getFirst());
        if (operator.equals("NOT")) {
            return item -> !first.test(item);
        }
        Condition second = compile(operands.getLast());
        return operator.equals("AND")
                ? item -> first.test(item) && second.test(item)
                : item -> first.test(item) || second.test(item);
    }

    private List<Operand> operands(List<Node> nodes) {
        List<Operand> operands = new ArrayList<>(nodes.size());
        nodes.forEach(node -> operands.add(operand(node)));
        return operands;
    }

    private Operand operand(Node node) {
        return switch (node) {
            case Node.Attribute attribute -> Operand.of(scope.path(attribute));
            case Node.Reference reference -> Operand.of(scope.value(reference));
            case Node.Call(var function, var nodes) -> {
                List<Operand> operands = operands(nodes);
                scope.requireCount(function, operands, 1);
                requireType(
                        "operator or function",
                        function,
                        operands.getFirst(),
                        Set.of("S", "B", "M", "L", "SS", "NS", "BS"));
                yield operands.getFirst().size();
            }
            default -> throw new IllegalStateException("No operand: " + node);
        };
    }

    private Condition comparison(String operator, List<Operand> operands) {
        requireDistinct(operator, operands);
        Operand first = operands.getFirst();
        List<Operand> rest = List.copyOf(operands.subList(1, operands.size()));
        return switch (operator) {
            case "BETWEEN" -> between(operands);
            case "IN" -> {
                if (rest.size() > MOST_ALTERNATIVES) {
                    throw scope.invalid(
                            "The IN operator is provided with too many operands; number of operands: " + rest.size());
                }
                yield item -> {
                    Value value = first.of(item);
                    return rest.stream().anyMatch(one -> Comparison.EQUAL.test(value, one.of(item)));
                };
            }
            default -> {
                Comparison comparison = Comparison.of(operator);
                if (comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL) {
                    operands.forEach(operand -> requireType("operator", operator, operand, ORDERED));
                }
                Operand second = operands.getLast();
                yield item -> comparison.test(first.of(item), second.of(item));
            }
        };
    }

    private Condition between(List<Operand> operands) {
        operands.forEach(operand -> requireType("operator", "BETWEEN", operand, ORDERED));
        Operand low = operands.get(1);
        Operand high = operands.get(2);
        Value from = low.constant();
        Value to = high.constant();
        if (from != null && to != null && !low.sizeOnly() && !high.sizeOnly()) {
            String bounds = "; lower bound operand: AttributeValue: " + shown(from)
                    + ", upper bound operand: AttributeValue: " + shown(to);
            if (!Values.type(from).equals(Values.type(to))) {
                throw scope.invalid("The BETWEEN operator requires same data type for lower and upper bounds" + bounds);
            }
            if (Comparison.GREATER.test(from, to)) {
                throw scope.invalid(
                        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
                                + bounds);
            }
        }
        return item -> {
            Value value = operands.getFirst().of(item);
            return Comparison.GREATER_OR_EQUAL.test(value, low.of(item))
                    && Comparison.LESS_OR_EQUAL.test(value, high.of(item));
        };
    }

    private static String shown(Value value) {
        return Values.write(value).toString().replace("\"", "");
    }

    private Condition call(String function, List<Operand> operands) {
        scope.requireCount(function, operands, function.endsWith("exists") ? 1 : 2);
        Operand first = operands.getFirst();
        switch (function) {
            case "attribute_exists" -> {
                requirePath(function, first);
                return item -> first.of(item) != null;
            }
            case "attribute_not_exists" -> {
                requirePath(function, first);
                return item -> first.of(item) == null;
            }
            default -> requireDistinct(function, operands);
        }
        Operand second = operands.getLast();
        if (function.equals("attribute_type")) {
            requirePath(function, first);
            return attributeType(first, second);
        }
        Set<String> types = function.equals("contains") ? Set.of("S", "B", "L", "SS", "NS", "BS") : Set.of("S", "B");
        requireType("operator or function", function, first, types);
        requireType("operator or function", function, second, function.equals("contains") ? TYPES : types);
        Comparison comparison = Comparison.of(function);
        return item -> comparison.test(first.of(item), second.of(item));
    }

    private Condition attributeType(Operand attribute, Operand type) {
        requireType("operator or function", "attribute_type", type, Set.of("S"));
        if (!(type.constant() instanceof Value.S(var name))) {
            throw scope.operandType("operator or function", "attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
        }
        if (!TYPES.contains(name)) {
            throw scope.invalid("Invalid attribute type name found; type: " + name + ", valid types: " + TYPE_LIST);
        }
        return item -> {
            Value value = attribute.of(item);
            return value != null && Values.type(value).equals(name);
        };
    }

    private void requirePath(String function, Operand operand) {
        if (!operand.isAttribute()) {
            throw scope.pathRequired(function);
        }
    }

    private void requireType(String kind, String operator, Operand operand, Set<String> types) {
        String type = operand.type();
        if (type != null && !types.contains(type)) {
            throw scope.operandType(kind, operator, type);
        }
    }

    private void requireDistinct(String operator, List<Operand> operands) {
        if (operands.getFirst().isAttribute()
                && operands.subList(1, operands.size()).contains(operands.getFirst())) {
            throw scope.invalid("The first operand must be distinct from the remaining operands for this operator or"
                    + " function; operator: " + operator + ", first operand: "
                    + operands.getFirst().path());
        }
    }
}
