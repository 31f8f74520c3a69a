package dev.evenstep.effect;

import dev.evenstep.decision.PermanentFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Attribute values: text, numbers (as {@link BigDecimal} without trailing zeros, so that equal numbers are equal),
 * booleans, lists and maps of these. A number is one that DynamoDB can store, in every store.
 */
final class Values {

    /** DynamoDB's limits for a number: 38 digits, 1E-130 to 9.99E+125 and the same below zero. */
    private static final int MOST_DIGITS = 38;

    private static final int SMALLEST_EXPONENT = -130;
    private static final int LARGEST_EXPONENT = 125;

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
            case Number number -> number(name, number);
            case List<?> list -> list(name, list);
            case Map<?, ?> map -> map(name, map);
            default ->
                throw new IllegalArgumentException("Attribute " + name + " is a "
                        + value.getClass().getName() + "; text, numbers, booleans, lists and maps can be stored");
        };
    }

    /**
     * @throws PermanentFailure when no number of DynamoDB is like it: the same event would bring it again. Told by digits
     *     and magnitude, since writing out {@code 1E+999999999} takes a gigabyte.
     */
    static BigDecimal number(String name, Number number) {
        BigDecimal exact = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
        if (exact.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long exponent = (long) exact.precision() - exact.scale() - 1;
        if (exponent < SMALLEST_EXPONENT || exponent > LARGEST_EXPONENT) {
            throw new PermanentFailure("Attribute %s is a number of the magnitude 1E%+d; 1E%d to 1E+%d can be stored"
                    .formatted(name, exponent, SMALLEST_EXPONENT, LARGEST_EXPONENT));
        }
        BigDecimal normal = exact.stripTrailingZeros();
        if (normal.precision() > MOST_DIGITS) {
            throw new PermanentFailure("Attribute %s is a number of %d digits; %d can be stored"
                    .formatted(name, normal.precision(), MOST_DIGITS));
        }
        return normal;
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
