package dev.evenstep.effect;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.effect.InvalidEffectException;
import java.math.BigDecimal;

/** Numbers as DynamoDB holds them. */
final class Numbers {

    /**
     * DynamoDB's limits for a number: 38 digits, 1E-130 to 9.99E+125 and the same below zero (developer guide,
     * "Constraints", data types).
     */
    private static final int MOST_DIGITS = 38;

    private static final int SMALLEST_EXPONENT = -130;
    private static final int LARGEST_EXPONENT = 125;

    private Numbers() {}

    /**
     * The number without trailing zeros behind the point and never with a positive exponent, so that equal numbers are
     * equal and 12000 does not read {@code 1.2E+4}.
     *
     * @throws PermanentFailure when no number of DynamoDB is like it: the same event would bring it again. Told by digits
     *     and magnitude, since writing out {@code 1E+999999999} takes a gigabyte.
     */
    static BigDecimal normal(String name, Number number) {
        BigDecimal exact = exact(name, number);
        if (exact.scale() == 0 && exact.precision() <= MOST_DIGITS) {
            return exact;
        }
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
        return normal.scale() < 0 ? normal.setScale(0) : normal;
    }

    private static BigDecimal exact(String name, Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof Integer || number instanceof Long) {
            return BigDecimal.valueOf(number.longValue());
        }
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException none) {
            throw new InvalidEffectException(
                    "Attribute " + name + " is a " + number.getClass().getName() + " that is no number (" + number
                            + "); remove(" + name + ") or Null.NULL say that there is none",
                    none);
        }
    }
}
