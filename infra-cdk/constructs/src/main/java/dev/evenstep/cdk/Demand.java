package dev.evenstep.cdk;

import java.time.Duration;

/**
 * Checks of options. What is refused names whose it is, the option, its value, the rule and what to do.
 *
 * @param whose such as {@code place-order}
 */
record Demand(String whose) {

    /** @param remedy what to change, such as {@code lower FunctionOptions.withTimeout} */
    void that(boolean holds, String option, Object value, String rule, String remedy) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s: %s is %s; must be %s: %s".formatted(whose, option, value, rule, remedy));
        }
    }

    void between(int least, int most, String option, int value, String remedy) {
        that(value >= least && value <= most, option, value, least + " to " + most, remedy);
    }

    /** CloudFormation counts in whole seconds. */
    void between(Duration least, Duration most, String option, Duration value, String remedy) {
        that(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0 && value.toNanosPart() == 0,
                option,
                value,
                least + " to " + most + ", in whole seconds",
                remedy);
    }
}
