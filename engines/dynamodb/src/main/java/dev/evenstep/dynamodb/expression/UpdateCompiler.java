package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.expression.Update.Change;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.Item;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes updates of their actions, with AWS's checks in its order: names, paths, sets and numbers, functions. */
final class UpdateCompiler {

    private static final Map<String, String> LONG_TYPES = Map.of(
            "S", "STRING", "N", "NUMBER", "B", "BINARY", "BOOL", "BOOLEAN", "NULL", "NULL", "M", "MAP", "L", "LIST");
    private static final Arithmetic ARITHMETIC =
            new Arithmetic(() -> Invalid.request("An operand in the update expression has an incorrect data type"));
    private static final Value ANY = new Value.Null();

    private final Scope scope;

    UpdateCompiler(Scope scope) {
        this.scope = scope;
    }

    Update compile(List<Node.Action> actions) {
        List<Path> targets = new ArrayList<>();
        for (Node.Action action : actions) {
            targets.add(scope.path(action.target()));
            resolve(action.operand());
        }
        Path.requireApart(targets, scope::invalid);
        actions.forEach(this::requireOperandType);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            changes.add(change(actions.get(i), targets.get(i)));
        }
        return new Update(changes);
    }

    /** So that what is not defined is told before what is wrong otherwise. */
    private void resolve(@Nullable Node node) {
        switch (node) {
            case Node.Attribute attribute -> scope.path(attribute);
            case Node.Reference reference -> scope.value(reference);
            case Node.Call(var function, var operands) -> operands.forEach(this::resolve);
            case null, default -> {}
        }
    }

    private void requireOperandType(Node.Action action) {
        if (action.operand() instanceof Node.Reference reference
                && !action.section().equals("SET")) {
            String type = LONG_TYPES.get(Values.type(scope.value(reference)));
            if (type != null && !(type.equals("NUMBER") && action.section().equals("ADD"))) {
                throw scope.operandType("operator", action.section(), type);
            }
        }
    }

    private Change change(Node.Action action, Path target) {
        String section = action.section();
        Node operand = action.operand();
        if (operand == null) {
            return new Change(section, target, item -> ANY, (present, none) -> null);
        }
        return switch (section) {
            case "SET" -> new Change(section, target, value(operand), (present, value) -> value);
            case "ADD" -> new Change(section, target, value(operand), ARITHMETIC::add);
            default -> new Change(section, target, value(operand), ARITHMETIC::delete);
        };
    }

    private Function<Item, Value> value(Node node) {
        return switch (node) {
            case Node.Reference reference -> {
                Value constant = scope.value(reference);
                yield item -> constant;
            }
            case Node.Attribute attribute -> {
                Path path = scope.path(attribute);
                yield item -> required(path.in(item));
            }
            case Node.Call(var function, var operands) -> call(function, operands);
            default -> throw new IllegalStateException("No operand: " + node);
        };
    }

    private static Value required(@Nullable Value value) {
        if (value == null) {
            throw Invalid.request("The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }

    private Function<Item, Value> call(String function, List<Node> operands) {
        scope.requireCount(function, operands, 2);
        Node first = operands.getFirst();
        if (function.equals("if_not_exists")) {
            if (!(first instanceof Node.Attribute attribute)) {
                throw scope.pathRequired(function);
            }
            Path path = scope.path(attribute);
            Function<Item, Value> otherwise = value(operands.getLast());
            return item -> {
                Value present = path.in(item);
                return present == null ? otherwise.apply(item) : present;
            };
        }
        operands.forEach(operand -> requireType(function, operand, function.equals("list_append") ? "L" : "N"));
        Function<Item, Value> left = value(first);
        Function<Item, Value> right = value(operands.getLast());
        return switch (function) {
            case "+" -> item -> ARITHMETIC.plus(left.apply(item), right.apply(item));
            case "-" -> item -> ARITHMETIC.minus(left.apply(item), right.apply(item));
            default -> item -> ARITHMETIC.append(left.apply(item), right.apply(item));
        };
    }

    private void requireType(String function, Node operand, String required) {
        if (operand instanceof Node.Reference reference) {
            String type = Values.type(scope.value(reference));
            if (!type.equals(required)) {
                throw scope.operandType("operator or function", function, type);
            }
        }
    }
}
