package dev.evenstep.infra;

import java.time.Duration;

/** Checks of options. What is refused names the option, its value and the rule. */
final class Demand {

    private Demand() {}

    static void that(boolean holds, String option, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + value + "; must be " + rule);
        }
    }

    static void between(int least, int most, String option, int value) {
        that(value >= least && value <= most, option, value, least + " to " + most);
    }

    /** CloudFormation counts in whole seconds. */
    static void between(Duration least, Duration most, String option, Duration value) {
        that(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0 && value.toNanosPart() == 0,
                option,
                value,
                least + " to " + most + ", in whole seconds");
    }
}
