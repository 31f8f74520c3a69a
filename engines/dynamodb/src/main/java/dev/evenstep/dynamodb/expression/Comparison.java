package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.Bytes;
import dev.evenstep.dynamodb.value.Value;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How two values compare. A value that is not there, or of another type, is only ever unequal. */
public enum Comparison {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    BEGINS_WITH("begins_with"),
    CONTAINS("contains");

    private final String operator;

    Comparison(String operator) {
        this.operator = operator;
    }

    /** As expressions write it. */
    public String operator() {
        return operator;
    }

    static Comparison of(String operator) {
        return Arrays.stream(values())
                .filter(one -> one.operator.equals(operator))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(operator));
    }

    /** Of {@code b > a}, as {@code a < b}. */
    Comparison turned() {
        return switch (this) {
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            default -> this;
        };
    }

    public boolean test(@Nullable Value left, @Nullable Value right) {
        if (left == null || right == null) {
            return this == NOT_EQUAL;
        }
        return switch (this) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case BEGINS_WITH -> beginsWith(left, right);
            case CONTAINS -> contains(left, right);
            default -> {
                OptionalInt order = order(left, right);
                yield order.isPresent() && holds(order.getAsInt());
            }
        };
    }

    private boolean holds(int order) {
        return switch (this) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    /** Strings by their UTF-8 bytes, numbers by size, bytes unsigned; empty for what has no order. */
    public static OptionalInt order(Value left, Value right) {
        if (left instanceof Value.S(var mine) && right instanceof Value.S(var theirs)) {
            return OptionalInt.of(order(mine, theirs));
        }
        if (left instanceof Value.N(var mine) && right instanceof Value.N(var theirs)) {
            return OptionalInt.of(mine.compareTo(theirs));
        }
        if (left instanceof Value.B(var mine) && right instanceof Value.B(var theirs)) {
            return OptionalInt.of(mine.compareTo(theirs));
        }
        return OptionalInt.empty();
    }

    private static int order(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char mine = left.charAt(i);
            char theirs = right.charAt(i);
            if (mine != theirs) {
                boolean alike = Character.isSurrogate(mine) == Character.isSurrogate(theirs);
                return alike ? Character.compare(mine, theirs) : Character.isSurrogate(mine) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static boolean beginsWith(Value left, Value right) {
        return switch (left) {
            case Value.S(var text) -> right instanceof Value.S(var prefix) && text.startsWith(prefix);
            case Value.B(var bytes) -> right instanceof Value.B(var prefix) && at(bytes.toArray(), 0, prefix.toArray());
            default -> false;
        };
    }

    private static boolean contains(Value left, Value right) {
        return switch (left) {
            case Value.S(var text) -> right instanceof Value.S(var part) && text.contains(part);
            case Value.B(var bytes) -> right instanceof Value.B(var part) && contains(bytes, part);
            case Value.L(var elements) -> elements.contains(right);
            case Value.Ss(var texts) -> right instanceof Value.S(var text) && texts.contains(text);
            case Value.Ns(var numbers) -> right instanceof Value.N(var number) && numbers.contains(number);
            case Value.Bs(var all) -> right instanceof Value.B(var bytes) && all.contains(bytes);
            default -> false;
        };
    }

    private static boolean contains(Bytes bytes, Bytes part) {
        byte[] all = bytes.toArray();
        byte[] sought = part.toArray();
        for (int i = 0; i <= all.length - sought.length; i++) {
            if (at(all, i, sought)) {
                return true;
            }
        }
        return false;
    }

    private static boolean at(byte[] all, int from, byte[] sought) {
        return from + sought.length <= all.length
                && Arrays.equals(all, from, from + sought.length, sought, 0, sought.length);
    }
}
