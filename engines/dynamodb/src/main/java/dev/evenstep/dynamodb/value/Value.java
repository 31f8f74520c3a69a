package dev.evenstep.dynamodb.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An attribute's value, immutable. */
public sealed interface Value {

    record S(String text) implements Value {}

    /** @param number of at most 38 significant digits, without trailing zeros */
    record N(BigDecimal number) implements Value {}

    record B(ByteString bytes) implements Value {}

    record Bool(boolean flag) implements Value {}

    record NullValue() implements Value {}

    record M(Map<String, Value> entries) implements Value {}

    record L(List<Value> elements) implements Value {}

    /**
     * A set.
     *
     * @param type {@code SS}, {@code NS} or {@code BS}
     * @param all strings, numbers or bytes, as the type says
     */
    record Members(String type, Set<Value> all) implements Value {}

    /** As AWS names it, such as {@code SS}. */
    default String type() {
        return switch (this) {
            case S s -> "S";
            case N n -> "N";
            case B b -> "B";
            case Bool b -> "BOOL";
            case NullValue n -> "NULL";
            case M m -> "M";
            case L l -> "L";
            case Members(var type, var all) -> type;
        };
    }
}
