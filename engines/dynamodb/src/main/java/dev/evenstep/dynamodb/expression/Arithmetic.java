package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Numbers;
import dev.evenstep.dynamodb.value.Value;
import dev.evenstep.dynamodb.value.Value.Bs;
import dev.evenstep.dynamodb.value.Value.L;
import dev.evenstep.dynamodb.value.Value.N;
import dev.evenstep.dynamodb.value.Value.Ns;
import dev.evenstep.dynamodb.value.Value.Ss;
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
        if (left instanceof N(var mine) && right instanceof N(var theirs)) {
            return new N(Numbers.result(mine.add(theirs)));
        }
        throw mismatch.get();
    }

    Value minus(Value left, Value right) {
        if (left instanceof N(var mine) && right instanceof N(var theirs)) {
            return new N(Numbers.result(mine.subtract(theirs)));
        }
        throw mismatch.get();
    }

    Value append(Value left, Value right) {
        if (left instanceof L(var mine) && right instanceof L(var theirs)) {
            List<Value> both = new ArrayList<>(mine);
            both.addAll(theirs);
            return new L(Collections.unmodifiableList(both));
        }
        throw mismatch.get();
    }

    /** Numbers are added, sets united, lists joined; what is not there yet is what is added. */
    Value add(@Nullable Value present, Value added) {
        if (present == null) {
            return added;
        }
        if (present instanceof Ss(var mine) && added instanceof Ss(var theirs)) {
            return new Ss(united(mine, theirs));
        }
        if (present instanceof Ns(var mine) && added instanceof Ns(var theirs)) {
            return new Ns(united(mine, theirs));
        }
        if (present instanceof Bs(var mine) && added instanceof Bs(var theirs)) {
            return new Bs(united(mine, theirs));
        }
        return present instanceof L ? append(present, added) : plus(present, added);
    }

    /** Without those elements; null where none is left. */
    @Nullable
    Value delete(@Nullable Value present, Value deleted) {
        if (present == null) {
            return null;
        }
        if (present instanceof Ss(var mine) && deleted instanceof Ss(var theirs)) {
            Set<String> rest = rest(mine, theirs);
            return rest.isEmpty() ? null : new Ss(rest);
        }
        if (present instanceof Ns(var mine) && deleted instanceof Ns(var theirs)) {
            Set<java.math.BigDecimal> rest = rest(mine, theirs);
            return rest.isEmpty() ? null : new Ns(rest);
        }
        if (present instanceof Bs(var mine) && deleted instanceof Bs(var theirs)) {
            Set<dev.evenstep.dynamodb.value.Bytes> rest = rest(mine, theirs);
            return rest.isEmpty() ? null : new Bs(rest);
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
