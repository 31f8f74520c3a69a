package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.NumberRules;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.engine.protocol.AwsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What updates make of two values.
 *
 * @param mismatch AWS's words for types that do not go together
 */
record Arithmetic(String mismatch) {

    Value plus(Value left, Value right) {
        if (left instanceof Value.N(var mine) && right instanceof Value.N(var theirs)) {
            return new Value.N(NumberRules.result(mine.add(theirs)));
        }
        throw mismatched();
    }

    Value minus(Value left, Value right) {
        if (left instanceof Value.N(var mine) && right instanceof Value.N(var theirs)) {
            return new Value.N(NumberRules.result(mine.subtract(theirs)));
        }
        throw mismatched();
    }

    Value append(Value left, Value right) {
        if (left instanceof Value.L(var mine) && right instanceof Value.L(var theirs)) {
            List<Value> both = new ArrayList<>(mine);
            both.addAll(theirs);
            return new Value.L(Collections.unmodifiableList(both));
        }
        throw mismatched();
    }

    /** Numbers are added, sets united, lists joined; what is not there yet is what is added. */
    Value add(@Nullable Value present, Value added) {
        return switch (present) {
            case null -> added;
            case Value.Members(var type, var members) -> {
                Set<Value> united = new LinkedHashSet<>(members);
                united.addAll(members(type, added));
                yield new Value.Members(type, Collections.unmodifiableSet(united));
            }
            case Value.L list -> append(list, added);
            default -> plus(present, added);
        };
    }

    /** Without those elements; null where none is left. */
    @Nullable
    Value delete(@Nullable Value present, Value deleted) {
        return switch (present) {
            case null -> null;
            case Value.Members(var type, var members) -> {
                Set<Value> rest = new LinkedHashSet<>(members);
                rest.removeAll(members(type, deleted));
                yield rest.isEmpty() ? null : new Value.Members(type, Collections.unmodifiableSet(rest));
            }
            default -> throw mismatched();
        };
    }

    private Set<Value> members(String type, Value value) {
        if (value instanceof Value.Members(var other, var members) && other.equals(type)) {
            return members;
        }
        throw mismatched();
    }

    private AwsException mismatched() {
        return Invalid.request(mismatch);
    }
}
