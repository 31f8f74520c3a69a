package dev.evenstep.effect;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Attribute values: text, numbers (as {@link BigDecimal} without trailing zeros, so that equal numbers are equal),
 * booleans, lists and maps of these.
 */
final class Values {

    private Values() {}

    static Map<String, Object> copy(Map<String, ?> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(name, normal(name, value)));
        return Collections.unmodifiableMap(copy);
    }

    static Object normal(String name, Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth;
            case Number number -> number(number);
            case List<?> list -> list(name, list);
            case Map<?, ?> map -> map(name, map);
            default ->
                throw new IllegalArgumentException("Attribute " + name + " is a "
                        + value.getClass().getName() + "; text, numbers, booleans, lists and maps can be stored");
        };
    }

    static BigDecimal number(Number number) {
        BigDecimal exact = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
        return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }

    private static List<Object> list(String name, List<?> list) {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            copy.add(normal(name, element));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Map<String, Object> map(String name, Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key.toString(), normal(name + "." + key, value)));
        return Collections.unmodifiableMap(copy);
    }
}
