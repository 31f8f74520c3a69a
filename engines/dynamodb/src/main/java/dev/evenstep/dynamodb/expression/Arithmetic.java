package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Numbers;
import dev.evenstep.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What updates make of two values. Types that do not go together are the given error. */
final class Arithmetic {

    private final Supplier<? extends RuntimeException> mismatch;

    Arithmetic(Supplier<? extends RuntimeException> mismatch) {
        this.mismatch = mismatch;
    }

    Value plus(Value left, Value right) {
        if (left instanceof Value.N(var mine) && right instanceof Value.N(var theirs)) {
            return new Value.N(Numbers.result(mine.add(theirs)));
        }
        throw mismatch.get();
    }

    Value minus(Value left, Value right) {
        if (left instanceof Value.N(var mine) && right instanceof Value.N(var theirs)) {
            return new Value.N(Numbers.result(mine.subtract(theirs)));
        }
        throw mismatch.get();
    }

    Value append(Value left, Value right) {
        if (left instanceof Value.L(var mine) && right instanceof Value.L(var theirs)) {
            List<Value> both = new ArrayList<>(mine);
            both.addAll(theirs);
            return new Value.L(Collections.unmodifiableList(both));
        }
        throw mismatch.get();
    }

    /** Numbers are added, sets united, lists joined; what is not there yet is what is added. */
    Value add(@Nullable Value present, Value added) {
        if (present == null) {
            return added;
        }
        if (present instanceof Value.Ss(var mine) && added instanceof Value.Ss(var theirs)) {
            return new Value.Ss(united(mine, theirs));
        }
        if (present instanceof Value.Ns(var mine) && added instanceof Value.Ns(var theirs)) {
            return new Value.Ns(united(mine, theirs));
        }
        if (present instanceof Value.Bs(var mine) && added instanceof Value.Bs(var theirs)) {
            return new Value.Bs(united(mine, theirs));
        }
        return present instanceof Value.L ? append(present, added) : plus(present, added);
    }

    /** Without those elements; null where none is left. */
    @Nullable
    Value delete(@Nullable Value present, Value deleted) {
        if (present == null) {
            return null;
        }
        if (present instanceof Value.Ss(var mine) && deleted instanceof Value.Ss(var theirs)) {
            Set<String> rest = rest(mine, theirs);
            return rest.isEmpty() ? null : new Value.Ss(rest);
        }
        if (present instanceof Value.Ns(var mine) && deleted instanceof Value.Ns(var theirs)) {
            Set<java.math.BigDecimal> rest = rest(mine, theirs);
            return rest.isEmpty() ? null : new Value.Ns(rest);
        }
        if (present instanceof Value.Bs(var mine) && deleted instanceof Value.Bs(var theirs)) {
            Set<dev.evenstep.dynamodb.value.Bytes> rest = rest(mine, theirs);
            return rest.isEmpty() ? null : new Value.Bs(rest);
        }
        throw mismatch.get();
    }

    private static <T> Set<T> united(Set<T> left, Set<T> right) {
        Set<T> both = new LinkedHashSet<>(left);
        both.addAll(right);
        return Collections.unmodifiableSet(both);
    }

    private static <T> Set<T> rest(Set<T> left, Set<T> right) {
        Set<T> rest = new LinkedHashSet<>(left);
        rest.removeAll(right);
        return Collections.unmodifiableSet(rest);
    }
}
