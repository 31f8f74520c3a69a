package dev.evenstep.benchmarks;

import java.util.List;

/**
 * One thing measured, once a round.
 *
 * @param unit such as {@code calls/s}
 */
public record Figure(String what, String unit, List<Double> rounds) {

    public double median() {
        var sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
