package dev.evenstep.benchmarks;

/**
 * Two figures of one run against each other.
 *
 * @param wanted such as {@code at least 1.5}; empty where nothing is
 */
public record Ratio(String what, double value, String wanted) {

    public static Ratio atLeast(double least, String what, Figure one, Figure other) {
        return new Ratio(what, one.median() / other.median(), "at least " + least);
    }

    public static Ratio atMost(double most, String what, Figure one, Figure other) {
        return new Ratio(what, one.median() / other.median(), "at most " + most);
    }
}
