package dev.evenstep.dynamodb.value;

import java.math.BigDecimal;

/**
 * DynamoDB's numbers: at most 38 significant digits, of a magnitude from 1E-130 to 9.99…E+125 (developer guide, "Naming
 * rules and data types"). Without trailing zeros, so that equal numbers are equal objects.
 */
public final class NumberRules {

    static final int LOWEST_EXPONENT = -130;
    private static final int DIGITS = 38;
    private static final int HIGHEST_EXPONENT = 125;
    private static final int LONGEST = 1000;
    private static final String OUT_OF_RANGE =
            "Number %s. Attempting to store a number with magnitude %s than supported range";

    private NumberRules() {}

    /** @throws dev.evenstep.engine.protocol.AwsException ValidationException where it is none, or out of range */
    static BigDecimal parse(String text) {
        if (text.isEmpty()) {
            throw Invalid.request("The parameter cannot be converted to a numeric value");
        }
        try {
            if (text.length() > LONGEST) {
                throw new NumberFormatException();
            }
            return result(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw Invalid.request("The parameter cannot be converted to a numeric value: " + text);
        }
    }

    /**
     * The result of an update's arithmetic.
     *
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException where it is out of range
     */
    public static BigDecimal result(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (stripped.precision() > DIGITS) {
            throw Invalid.request("Attempting to store more than 38 significant digits in a Number");
        }
        long exponent = exponent(stripped);
        if (exponent > HIGHEST_EXPONENT) {
            throw Invalid.request(OUT_OF_RANGE.formatted("overflow", "larger"));
        }
        if (exponent < LOWEST_EXPONENT) {
            throw Invalid.request(OUT_OF_RANGE.formatted("underflow", "smaller"));
        }
        return stripped;
    }

    /** Of the first digit: 0 for 5, 1 for 50. */
    static long exponent(BigDecimal number) {
        return (long) number.precision() - number.scale() - 1;
    }
}
