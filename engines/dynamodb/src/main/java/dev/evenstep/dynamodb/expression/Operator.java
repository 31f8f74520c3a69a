package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.ByteString;
import dev.evenstep.dynamodb.value.Value;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What is asked of values, by the names of {@code ComparisonOperator}. Values of different types are only ever unequal. */
enum Operator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    BETWEEN("BETWEEN"),
    IN("IN"),
    BEGINS_WITH("begins_with"),
    CONTAINS("contains"),
    NOT_CONTAINS("no expression has it"),
    NOT_NULL("attribute_exists"),
    NULL("attribute_not_exists"),
    TYPE("attribute_type");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** As expressions write it. */
    String symbol() {
        return symbol;
    }

    static @Nullable Operator of(String symbol) {
        for (Operator one : values()) {
            if (one.symbol.equals(symbol)) {
                return one;
            }
        }
        return null;
    }

    boolean isComparator() {
        return this == EQ || this == NE || (isOrder() && this != BETWEEN);
    }

    boolean isFunction() {
        return !isComparator() && this != BETWEEN && this != IN;
    }

    /** Whether it asks which of its operands is first. */
    boolean isOrder() {
        return switch (this) {
            case LT, LE, GT, GE, BETWEEN -> true;
            default -> false;
        };
    }

    /** Of {@code b > a}, as {@code a < b}. */
    Operator turned() {
        return switch (this) {
            case LT -> GT;
            case LE -> GE;
            case GT -> LT;
            case GE -> LE;
            default -> this;
        };
    }

    /** For operators of two operands, of which either may be missing. */
    boolean test(@Nullable Value left, @Nullable Value right) {
        if (left == null || right == null) {
            return this == NE;
        }
        return switch (this) {
            case EQ -> left.equals(right);
            case NE -> !left.equals(right);
            case BEGINS_WITH -> beginsWith(left, right);
            case CONTAINS -> contains(left, right);
            case NOT_CONTAINS -> !contains(left, right);
            case TYPE -> right.equals(new Value.S(left.type()));
            default -> {
                OptionalInt order = order(left, right);
                yield order.isPresent() && holds(order.getAsInt());
            }
        };
    }

    private boolean holds(int order) {
        return switch (this) {
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            default -> order >= 0;
        };
    }

    /** Strings by their UTF-8 bytes, numbers by size, bytes unsigned; empty for what has no order. */
    private static OptionalInt order(Value left, Value right) {
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
            case Value.Members(var type, var all) -> all.contains(right);
            default -> false;
        };
    }

    private static boolean contains(ByteString bytes, ByteString part) {
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
